using Debrief.Profile;

namespace Debrief.Privacy;

/// <summary>Projects whose sessions no model may see, by <c>privacy.exclude</c> of config.yaml.</summary>
/// <param name="globs">As in the profile.</param>
sealed class ExcludedProjects(IReadOnlyList<string> globs)
{
    /// <summary>Whether sessions of that working directory stay away from models. Where something is excluded, a session whose project isn't known might be of it, and stays away too.</summary>
    public bool Excludes(string? project) =>
        globs.Count > 0 && (project is null || globs.Any(glob => ProjectGlob.Matches(glob, project)));
}
