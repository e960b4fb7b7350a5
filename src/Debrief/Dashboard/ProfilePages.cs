using System.Globalization;
using Debrief.Access;
using Debrief.Configuration;
using Debrief.Dashboard.Components;
using Debrief.Jobs;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>The profile: what it says, its text to be changed, and which past figures change when a project goes to another business.</summary>
static class ProfilePages
{
    const int UsualDays = 90;

    public static void MapProfilePage(this RouteGroupBuilder admin)
    {
        admin.MapGet("/profile", ShowAsync);
        admin.MapPost("/profile", SaveAsync).RequireAuthorization(Scopes.Write);
        admin.MapPost("/profile/project", MoveAsync).RequireAuthorization(Scopes.Write);
    }

    /// <param name="to">The business that the project of the address would go to; null: none is to be moved.</param>
    static async Task<RazorComponentResult> ShowAsync(Chosen chosen, string? to, Viewer viewer, Choices choices, Reads reads, CurrentProfile current, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var yaml = current.Text();
        var move = chosen.Project is { } project && !string.IsNullOrWhiteSpace(to) ? await PreviewAsync(project, to, yaml) : null;
        return Page.Of<ProfilePage>(viewer, profile, chosen, await choices.ReadAsync(cancel), new ShownProfile(yaml, Version(yaml), ProfileFile.Parse(yaml).Problems) { Move = move });

        async Task<ProjectMove> PreviewAsync(string named, string slug, string text)
        {
            var business = Known(profile, slug);
            var period = chosen.Period(profile, clock, UsualDays);
            if (profile.BusinessOf(named)?.Slug == slug)
                throw new UserError($"{Foreign.Plain(named, 200)} is of {Foreign.Called(business.Name)} already.");
            if (ProjectAssignment.Into(text, named, slug) is not { } changed)
                return new(named, business, period, Yaml: null, []);
            return new(named, business, period, changed, await new MovedSessions(reads.Database).ReadAsync(period, profile, ProfileFile.Parse(changed).Profile, cancel));
        }
    }

    static async Task<Results<RedirectHttpResult, RazorComponentResult>> SaveAsync(IFormCollection form, Viewer viewer, Choices choices, CurrentProfile current, UserProfile profile, CancellationToken cancel)
    {
        var yaml = form["yaml"].ToString().ReplaceLineEndings("\n");
        var problems = ProfileFile.Parse(yaml).Problems;
        if (problems.Count == 0 && current.TrySave(yaml, Read(form["version"])))
            return TypedResults.LocalRedirect(Links.To(Links.Profile, ("done", "saved")));

        // What was typed stays in the field; saved again, it replaces what the file has become.
        var shown = new ShownProfile(yaml, Version(current.Text()), problems) { IsRefused = true };
        var page = Page.Of<ProfilePage>(viewer, profile, new Chosen(), await choices.ReadAsync(cancel), shown);
        page.StatusCode = problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        return page;
    }

    static async Task<RedirectHttpResult> MoveAsync(IFormCollection form, CurrentProfile current, UserProfile profile, OwnCommand program, CancellationToken cancel)
    {
        var (project, slug) = (form["project"].ToString(), form["to"].ToString());
        Known(profile, slug);
        var changed = ProjectAssignment.Into(current.Text(), project, slug) ?? throw new UserError("The profile is written in a way that only you can change: add the project to the business in its text.");
        if (!current.TrySave(changed, Read(form["version"])))
            throw new UserError("The profile was changed meanwhile. Look again at what would change.");

        // What rules said of the business follows the profile; they are asked again at once, so that past figures change now.
        var end = await program.RunAsync(["extract", "--via", "rules", "--limit", "1000000", "--yes", "--json"], says: null, cancel);
        return end.Outcome == "succeeded" ? TypedResults.LocalRedirect(Links.To(Links.Profile, ("done", "moved"))) : throw new WorkError($"The profile is saved, but past sessions were not gone through: {end.Error} The next extraction does it.");
    }

    static Business Known(UserProfile profile, string slug) => profile.Businesses.FirstOrDefault(business => business.Slug == slug) ?? throw new UserError("The profile has no such business.");

    static string Version(string yaml) => CurrentProfile.VersionOf(yaml).ToString("x16", CultureInfo.InvariantCulture);

    static ulong Read(string? version) => ulong.TryParse(version, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <param name="Yaml">What stands in the field.</param>
/// <param name="Version">Of the file that it is to replace.</param>
sealed record ShownProfile(string Yaml, string Version, IReadOnlyList<Configuration.Problem> Problems)
{
    /// <summary>It was sent, and isn't saved.</summary>
    public bool IsRefused { get; init; }

    public ProjectMove? Move { get; init; }
}

/// <param name="Yaml">The profile with it; null: it can only be changed by hand.</param>
/// <param name="Changes">Of past figures.</param>
sealed record ProjectMove(string Project, Business To, Insights.Period Period, string? Yaml, IReadOnlyList<MovedFigure> Changes);
