using Debrief.Profile;

namespace Debrief.Insights.Recommending;

/// <summary>What Claude Code is told already, by the person's own files and by those of their projects: advice that stands there needn't be given, but isn't followed.</summary>
/// <param name="claudeDirectories">Where Claude Code keeps its things, such as ~/.claude.</param>
sealed class Instructions(IReadOnlyList<string> claudeDirectories)
{
    const int LongestLine = 500;
    const int LongestShown = 160;

    /// <summary>The advice as it stands, or that it is there already and how often it wasn't followed.</summary>
    public Recommendation Checked(Recommendation given)
    {
        if (given.Sought is not { } sought)
            return given;

        var projects = given.Projects.Where(Path.IsPathFullyQualified).ToList();
        var folders = projects.Select(project => Path.Combine(project, ".claude")).Concat(claudeDirectories).ToList();
        if (given.IsOfPermissions)
            return Permissions.In(folders).Checked(given);

        var (sessions, of) = given.Speaking;
        var followed = of == 0 ? "" : $"It was not followed in {sessions} of {of} session{(of == 1 ? "" : "s")} there. ";
        return Said(sought, projects, folders) is { } title ? given with { Title = title, Why = $"{followed}{given.Why}", Signal = 1 }
            : folders.SelectMany(Hooks.In).Any(hook => hook.IsFor(sought)) ? given with { Title = $"A hook for {sought} is there already. Let it say what to use instead", Signal = 1 }
            : given;
    }

    static string? Said(string sought, IReadOnlyList<string> projects, IReadOnlyList<string> folders)
    {
        var words = Wording.Of(sought);
        if (LineIn(projects.Concat(folders).SelectMany(folder => new[] { Path.Combine(folder, "CLAUDE.md"), Path.Combine(folder, "CLAUDE.local.md") })) is { } line)
            return $"CLAUDE.md says it already: “{line}”. Say it more plainly, or make it a hook";
        foreach (var (name, file) in folders.SelectMany(InstalledSkills.FilesIn))
            if (LineIn([file]) is { } said)
                return $"/{name} says it already: “{said}”. Start with it, or write it into CLAUDE.md, which every session reads";
        return null;

        string? LineIn(IEnumerable<string> files) => files
            .SelectMany(file => (ForeignFiles.Start(file) ?? "").Split('\n'))
            .Select(line => line.Trim().TrimStart('-', '*', '#', ' '))
            .Where(line => line.Length is > 0 and <= LongestLine && (Holds(line, sought) || Wording.IsNear(words, Wording.Of(line))))
            .Select(line => Beginning.Of(line, LongestShown))
            .FirstOrDefault();
    }

    /// <summary>A tool's name, as it is called or as its server calls it.</summary>
    static bool Holds(string line, string sought) => !sought.Contains(' ', StringComparison.Ordinal)
        && (line.Contains(sought, StringComparison.OrdinalIgnoreCase) || sought.LastIndexOf("__", StringComparison.Ordinal) is > 0 and var at && line.Contains(sought[(at + 2)..], StringComparison.OrdinalIgnoreCase));
}
