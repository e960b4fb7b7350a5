using Debrief.Dashboard.Components;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>Which skills were used, which were missed and where, and which exist without anybody having used them.</summary>
static class SkillsPages
{
    public static void MapSkillsPage(this RouteGroupBuilder admin) => admin.MapGet("/skills", ShowAsync);

    static async Task<RazorComponentResult> ShowAsync(Chosen chosen, Viewer viewer, Choices choices, Reads reads, UserProfile profile, InstalledSkills installed, TimeProvider clock, CancellationToken cancel)
    {
        var period = chosen.Period(profile, clock, SkillList.UsualDays);
        var own = await new InsightsReader(reads.Database, profile) { Selection = chosen.Selection }.OwnSessionsAsync(period, cancel);
        var known = await choices.ReadAsync(cancel);
        var existing = SkillList.ExistingIn(known.Projects, installed);
        var ever = await UsedSkills.EverAsync(reads.Database, cancel);
        var list = new SkillList(period, SkillUse.Of(own), existing, [.. existing.Where(skill => !ever.Contains(skill.Name))], own.Count(session => session.Facet?.SkillsMissed is not null), own.Count);
        return Page.Of<SkillsPage>(viewer, chosen, known, profile, list);
    }
}

/// <param name="Existing">The profile's, and those installed on this machine, for all projects or one.</param>
/// <param name="NeverUsed">Of these, in no session of any days.</param>
/// <param name="Judged">Sessions whose missed skills could be told.</param>
sealed record SkillList(Period Period, IReadOnlyList<SkillUse> Skills, IReadOnlyList<Skill> Existing, IReadOnlyList<Skill> NeverUsed, int Judged, int Sessions)
{
    public const int UsualDays = 90;

    /// <summary>Each once. Folders of projects that lie on other machines hold none here.</summary>
    public static IReadOnlyList<Skill> ExistingIn(IEnumerable<string> projects, InstalledSkills installed) =>
        [.. projects.Prepend(null).SelectMany(installed.Of).DistinctBy(skill => skill.Name, StringComparer.OrdinalIgnoreCase)];

    public const int Most = 100;

    /// <summary>Sessions of one skill that are named.</summary>
    public const int MostSessions = 5;

    /// <summary>What it does; null: nobody says.</summary>
    public string? AboutOf(string skill) => Existing.FirstOrDefault(each => string.Equals(each.Name, skill.TrimStart('/'), StringComparison.OrdinalIgnoreCase))?.About;
}
