using System.IO.Enumeration;

namespace Debrief.Profile;

/// <summary>Matches working directories by patterns as people write them: see docs/profile.md.</summary>
static class ProjectGlob
{
    /// <summary>Whether a pattern means that working directory. Reads no disk: the folder may be on another machine, or gone.</summary>
    public static bool Matches(string pattern, string project) => Matches(pattern, project, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>Whether somebody who asks for it so means that working directory: by a pattern, or a part of it.</summary>
    public static bool Means(string asked, string? project) => project is not null && (project.Contains(asked, StringComparison.OrdinalIgnoreCase) || Matches(asked, project));

    /// <param name="home">This machine's <c>~</c>. The usual places of home folders are taken for <c>~</c> too, as transcripts come from other machines.</param>
    public static bool Matches(string pattern, string project, string home)
    {
        var path = Slashes(project);
        var ignoreCase = HasDrive(path);
        pattern = pattern.Replace('\\', '/').TrimEnd('/');
        // A folder means everything below it; with wildcards one says how far.
        var below = !pattern.AsSpan().ContainsAny('*', '?');

        if (pattern is "~" || pattern.StartsWith("~/", StringComparison.Ordinal))
            return HomeFolder.Within(path, Slashes(home)) is { } rest && Segments(pattern.AsSpan(1), rest, below, ignoreCase);
        if (!pattern.Contains('/', StringComparison.Ordinal) && !HasDrive(pattern))
            return pattern.Length > 0 && Anywhere(pattern, path, ignoreCase);
        if (pattern.StartsWith('/') || HasDrive(pattern))
            return Segments(pattern, path, below, ignoreCase);
        return Segments("**/" + pattern + (below ? "/**" : ""), path, below: false, ignoreCase);
    }

    static string Slashes(string path) => HasDrive(path) || path.StartsWith(@"\\", StringComparison.Ordinal) ? path.Replace('\\', '/') : path;

    static bool HasDrive(string path) => path is [var letter, ':', ..] && char.IsAsciiLetter(letter);

    static bool Anywhere(string name, ReadOnlySpan<char> path, bool ignoreCase)
    {
        foreach (var segment in path.Split('/'))
            if (FileSystemName.MatchesSimpleExpression(name, path[segment], ignoreCase))
                return true;
        return false;
    }

    static bool Segments(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path, bool below, bool ignoreCase)
    {
        while (true)
        {
            pattern = pattern.TrimStart('/');
            path = path.TrimStart('/');
            if (pattern.IsEmpty)
                return path.IsEmpty || below;

            var first = First(pattern);
            if (first is "**")
                return AnyDepth(pattern[2..], path, below, ignoreCase);
            var folder = First(path);
            if (folder.IsEmpty || !FileSystemName.MatchesSimpleExpression(first, folder, ignoreCase))
                return false;

            pattern = pattern[first.Length..];
            path = path[folder.Length..];
        }
    }

    static bool AnyDepth(ReadOnlySpan<char> rest, ReadOnlySpan<char> path, bool below, bool ignoreCase)
    {
        while (true)
        {
            if (Segments(rest, path, below, ignoreCase))
                return true;
            if (path.IsEmpty)
                return false;
            path = path[First(path).Length..].TrimStart('/');
        }
    }

    static ReadOnlySpan<char> First(ReadOnlySpan<char> path) => path.IndexOf('/') is >= 0 and var end ? path[..end] : path;
}
