using Debrief.Profile;

namespace Debrief.Insights.Recommending;

/// <summary>What CLAUDE.md files say already, of the person and of their projects: advice that stands there needn't be given, but isn't followed.</summary>
/// <param name="claudeDirectories">Where Claude Code keeps its things, such as ~/.claude.</param>
sealed class Instructions(IReadOnlyList<string> claudeDirectories)
{
    const int LongestLine = 500;

    /// <summary>The advice as it stands, or that it is there already and how often it wasn't followed.</summary>
    public Recommendation Checked(Recommendation given)
    {
        if (given.Sought is not { } sought || LineThatSays(sought, given.Projects) is not { } line)
            return given;
        var (sessions, of) = given.Speaking;
        return given with
        {
            Title = $"CLAUDE.md says it already: “{Beginning.Of(line, 160)}”. Say it more plainly, or make it a hook",
            Why = $"It was not followed in {sessions} of {of} session{(of == 1 ? "" : "s")} there. {given.Why}",
            Signal = 1,
        };
    }

    string? LineThatSays(string sought, IReadOnlyList<string> projects)
    {
        var words = Wording.Of(sought);
        return projects.Where(Path.IsPathFullyQualified).SelectMany(project => new[] { Path.Combine(project, "CLAUDE.md"), Path.Combine(project, ".claude", "CLAUDE.md") })
            .Concat(claudeDirectories.Select(folder => Path.Combine(folder, "CLAUDE.md")))
            .SelectMany(file => (ForeignFiles.Start(file) ?? "").Split('\n'))
            .Select(line => line.Trim().TrimStart('-', '*', '#', ' '))
            .FirstOrDefault(line => line.Length is > 0 and <= LongestLine && (Holds(line, sought) || Wording.IsNear(words, Wording.Of(line))));
    }

    /// <summary>A tool's name, as it is called or as its server calls it.</summary>
    static bool Holds(string line, string sought) => !sought.Contains(' ', StringComparison.Ordinal)
        && (line.Contains(sought, StringComparison.OrdinalIgnoreCase) || sought.LastIndexOf("__", StringComparison.Ordinal) is > 0 and var at && line.Contains(sought[(at + 2)..], StringComparison.OrdinalIgnoreCase));
}
