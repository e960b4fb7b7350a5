using Debrief.Profile;

namespace Debrief.Facets.Asking;

/// <summary>The profile and the skills as a prompt tells them.</summary>
static class ProfileText
{
    const int MostSkills = 150;

    public static string Of(UserProfile profile)
    {
        var lines = new List<string> { profile.Name is { } name ? $"Their name is {name}; the assistant is called {profile.Assistant}." : $"The assistant is called {profile.Assistant}." };
        Add(lines, "Businesses", profile.Businesses.Select(business => $"- {business.Slug}: {business.Name}{About(business.About)}"));
        Add(lines, "Priorities", profile.Priorities.Select(priority => $"- {priority.Slug}: {priority.Name}{About(priority.About)}"));
        Add(lines, "People they know", profile.People.Select(person => $"- {person.Name}{(person.Aliases.Count > 0 ? $" (also {string.Join(", ", person.Aliases)})" : "")}{About(person.About)}"));
        return string.Join('\n', lines);
    }

    public static string Of(IReadOnlyList<Skill> skills) => skills.Count == 0
        ? "None are known: answer `skills_missed` with an empty list."
        : string.Join('\n', skills.Take(MostSkills).Select(skill => $"- {skill.Name}{About(skill.About is null ? null : Quote.Shorten(Shown.Clean(skill.About), 160))}"));

    static void Add(List<string> lines, string title, IEnumerable<string> items)
    {
        var all = items.ToList();
        lines.Add(all.Count == 0 ? $"{title}: none are named, answer null or an empty list." : $"{title}:");
        lines.AddRange(all);
    }

    static string About(string? about) => about is null ? "" : $", {string.Join(' ', about.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";
}
