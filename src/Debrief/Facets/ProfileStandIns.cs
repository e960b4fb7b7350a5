using Debrief.Profile;

namespace Debrief.Facets;

/// <summary>Stand-ins until the profile answers these itself.</summary>
static class ProfileStandIns
{
    public static Business? BusinessOf(this UserProfile profile, string? project) => project is null ? null
        : profile.Businesses.FirstOrDefault(business => business.Projects.Any(glob => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(glob.Replace("**", "*"), project)));

    public static string InitiatedBy(this UserProfile profile, string? project, string? firstPrompt, string? client, string observed) =>
        profile.StartedBy.FirstOrDefault(rule =>
            (rule.Prompt is null || firstPrompt?.StartsWith(rule.Prompt, StringComparison.Ordinal) == true)
            && (rule.Client is null || rule.Client == client)
            && (rule.Project is null || project is not null && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(rule.Project.Replace("**", "*"), project)))?.InitiatedBy ?? observed;
}
