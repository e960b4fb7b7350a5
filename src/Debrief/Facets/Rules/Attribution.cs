using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Facets.Rules;

/// <summary>Whose work a session was, and which priority it served: by the folder it worked in.</summary>
static class Attribution
{
    public const string Upkeep = "system-maintenance";

    static readonly string[] _homes = ["home", "Users", "root"];

    /// <param name="workingDirectory">As the session's first entry tells.</param>
    /// <returns>The name of its folder as a slug; null for a home folder, which is no project.</returns>
    public static string? ProjectOf(string? workingDirectory)
    {
        var folders = workingDirectory?.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries) ?? [];

        // A worktree is its repository's.
        var worktrees = Array.FindIndex(folders, folder => folder is ".worktrees" or ".claude");
        folders = worktrees > 0 ? folders[..worktrees] : folders;
        var isHome = folders.Length == 0 || _homes.Contains(folders[^1]) || (folders.Length > 1 && folders.Length <= 3 && _homes.Contains(folders[^2]));
        return isHome ? null : Slug(folders[^1]);
    }

    public static (string? Alignment, string? Priority) PriorityOf(Business? business, IReadOnlyList<Priority> priorities)
    {
        if (business is null)
            return default;
        if (priorities.FirstOrDefault(priority => priority.Businesses.Contains(business.Slug)) is { } matched)
            return ("aligned", matched.Slug);
        return business.Slug is "system" or "infrastructure" or "maintenance" ? ("neutral", Upkeep) : default;
    }

    static string? Slug(string name)
    {
        var letters = name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? char.ToLowerInvariant(c) : '-');
        var slug = string.Concat(letters).Trim('-', '.');
        return slug.Length == 0 ? null : slug;
    }
}
