using System.IO.Enumeration;
using Debrief.Profile;

namespace Debrief.Insights;

/// <summary>Stands in until the profile answers these itself: its own methods of the same names then win, and this file goes.</summary>
static class ProfileRules
{
    public static Business? BusinessOf(this UserProfile profile, string? project) =>
        profile.Businesses.FirstOrDefault(business => business.Projects.Any(glob => Matches(glob, project)));

    public static string InitiatedBy(this UserProfile profile, string? project, string? firstPrompt, string? client, string observed) =>
        profile.StartedBy.FirstOrDefault(rule =>
            (rule.Project is null || Matches(rule.Project, project))
            && (rule.Prompt is null || firstPrompt?.StartsWith(rule.Prompt, StringComparison.Ordinal) == true)
            && (rule.Client is null || rule.Client == client))?.InitiatedBy ?? observed;

    static bool Matches(string glob, string? project) => project is not null && FileSystemName.MatchesSimpleExpression(glob, project, ignoreCase: false);
}
