using Debrief.Documents;
using Debrief.Facets;
using Debrief.Reports;
using Debrief.Sessions;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>One session for a reader: what was observed, in groups, and what was extracted.</summary>
sealed class SessionPage(SessionDocument document, TimeZoneInfo zone)
{
    const int FilesShown = 20;
    const int PromptShown = 300;
    const int NameShown = 16;
    const int EvidenceShown = 20;
    const int LabelWidth = 16;
    const int BeforeLabel = 2;
    const int AfterLabel = 2;

    readonly Session _session = document.Session;

    public void Write(IAnsiConsole console)
    {
        console.MarkupLine($"[bold]{Cells.Cropped(_session.Name, 3 * console.Profile.Width)}[/]");
        console.MarkupLine(Terminal.Safe(_session.Id));
        Write(console, "Session", Origin());
        Write(console, "Conversation", Conversation());
        Write(console, "Work", Work());
        Write(console, "Changes", Changes());
        Write(console, "Tokens", [.. document.Usage.Select(row => (Cells.Model(row.Model), Tokens(row.Tokens)))]);
        if (document.SubAgents.Count > 0)
            Write(console, "Sub-agents", document.SubAgents.Select(SubAgent));
        Write(console, "Facets", document.Facet is { } facet ? Facets(facet) : [("", Without())]);
        if (document.Facet is { } judged)
            Write(console, "Evidence", Evidence(judged.Evidence, console.Profile.Width - BeforeLabel - LabelWidth - AfterLabel));
    }

    IEnumerable<(string, string)> Origin() =>
    [
        ("Project", Terminal.Plain(_session.Project ?? Cells.Unknown)),
        ("Branch", _session.GitBranch ?? Cells.Unknown),
        ("Client", $"{_session.Client ?? Cells.Unknown}, Claude Code {_session.Version ?? Cells.Unknown}"),
        ("Started by", _session.InitiatedBy),
        .. _session.ParentId is { } parent ? [("Sub-agent of", parent)] : Array.Empty<(string, string)>(),
        ("Resumed from", _session.ResumedFrom ?? "nothing"),
        ("Began", Moment(_session.StartedAt)),
        ("Ended", Moment(_session.EndedAt) + (_session.CutShort ? ", cut short" : "")),
        ("Active", _session is { StartedAt: { } began, EndedAt: { } ended }
            ? $"{Figures.Time(TimeSpan.FromSeconds(_session.ActiveSeconds))} of {Figures.Time(ended - began)}"
            : Figures.Time(TimeSpan.FromSeconds(_session.ActiveSeconds))),
    ];

    IEnumerable<(string, string)> Conversation() =>
    [
        ("First prompt", _session.FirstPrompt is { } prompt ? Shortened(prompt) : Cells.Unknown),
        ("Messages", $"{Figures.Number(_session.MessageCount)}, of which a person typed {Figures.Number(_session.HumanMessages)}"),
        ("Prompts", Counted(_session.PromptReasons)),
        ("Interruptions", Figures.Number(_session.Interruptions)),
        ("Rejections", Figures.Number(_session.Rejections)),
        ("Compactions", Figures.Number(_session.Compactions)),
        ("Unreadable lines", Figures.Number(_session.BadLines)),
        ("Unknown entries", Counted(_session.UnknownEntries)),
    ];

    IEnumerable<(string, string)> Work() =>
    [
        ("Tools", Counted(_session.Tools)),
        ("Failures", $"{Figures.Number(_session.ToolFailures.Values.Sum())} of {Figures.Counted(_session.Tools.Values.Sum(), "call")}"
            + (_session.ToolFailures.Count > 0 ? $": {Counted(_session.ToolFailures)}" : "")),
        ("MCP failures", Figures.Number(_session.McpFailures)),
        ("API errors", Figures.Number(_session.ApiErrors)),
        ("Retry loops", Figures.Number(_session.RetryLoops)),
        ("Sub-agents", Figures.Number(_session.SubAgents)),
        ("Skills", Counted(_session.SkillsUsed)),
        ("Commands", Counted(_session.CommandsUsed)),
    ];

    IEnumerable<(string, string)> Changes() =>
    [
        ("Lines", $"{Figures.Number(_session.LinesAdded)} added, {Figures.Number(_session.LinesRemoved)} removed"),
        ("Commits", $"{Figures.Number(_session.Commits)}, {Figures.Counted(_session.Pushes, "push", "pushes")}"),
        ("Pull requests", Listed(_session.PullRequests)),
        ("Files", Listed([.. _session.FilesTouched.Select(BelowProject)])),
    ];

    static IEnumerable<(string, string)> Facets(SessionFacet facets) =>
    [
        ("Goal", facets.UnderlyingGoal ?? Cells.Unknown),
        ("Outcome", facets.Outcome ?? Cells.Unknown),
        ("Summary", facets.BriefSummary ?? Cells.Unknown),
        ("Friction", facets.FrictionDetail ?? (facets.FrictionCounts is { } counts ? Counted(counts) : Cells.Unknown)),
        ("Businesses", facets.Businesses is { } businesses ? Listed(businesses) : Cells.Unknown),
        ("Priority", facets.PriorityAlignment is { } alignment ? $"{alignment}{(facets.PriorityMatched is { } priority ? $": {priority}" : "")}" : Cells.Unknown),
        ("Extracted by", $"{facets.Extractor} ({facets.ExtractionModel})"),
    ];

    /// <summary>What the answers rest on, a line each.</summary>
    /// <param name="room">Columns of a line.</param>
    static IEnumerable<(string, string)> Evidence(IReadOnlyList<Evidence> all, int room) =>
    [
        .. all.Take(EvidenceShown).Select(evidence => (evidence.Facet, Quoted(evidence, room))),
        .. all.Count > EvidenceShown ? [("", $"and {Figures.Number(all.Count - EvidenceShown)} more, with --json")] : Array.Empty<(string, string)>(),
    ];

    static string Quoted(Evidence evidence, int room)
    {
        var claim = $"line {evidence.Line}, {Cells.Fitted(evidence.Value, room / 3)}{(evidence.Who is { } who ? $" by {who}" : "")}";
        return $"{claim}: “{Cells.Fitted(evidence.Quote, room - Words.Width(claim) - 4)}”";
    }

    /// <summary>Why it has no facets.</summary>
    string Without() => _session switch
    {
        { MessageCount: <= 5 } => "none: it has five messages or fewer",
        { ParentId: null } => "not extracted yet: run `debrief extract`",
        _ => "not extracted yet: run `debrief extract --sub-agents`",
    };

    /// <summary>As much of its name as there is room for: enough to ask for it.</summary>
    static (string, string) SubAgent(SubAgentDocument agent) =>
        (Beginning.Of(Cells.Short(agent.Session.Id), NameShown), $"{Figures.Counted(agent.Session.MessageCount, "message")}, {(agent.Facet is { } facet ? $"outcome {facet.Outcome ?? Cells.Unknown}" : "no facets")}: {Terminal.Plain(agent.Session.Name)}");

    static string Tokens(TokenUsage usage) =>
        $"{Figures.Tokens(usage.InputTokens)} in, {Figures.Tokens(usage.OutputTokens)} out{(usage.MessagesWithSnapshotOutput > 0 ? " or more" : "")}, "
        + $"{Figures.Tokens(usage.CacheCreationTokens)} cache write, {Figures.Tokens(usage.CacheReadTokens)} cache read; cost {Cells.Dollars(usage)}";

    /// <summary>Everything in it may be foreign, labels too: models and tools are named in the transcript.</summary>
    static void Write(IAnsiConsole console, string heading, IEnumerable<(string Label, string Value)> lines)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{heading}[/]");
        var grid = new Grid().AddColumn(new() { Padding = new(BeforeLabel, 0, AfterLabel, 0), Width = LabelWidth }).AddColumn(new() { Padding = new(0, 0, 0, 0) });
        foreach (var (label, value) in lines.DefaultIfEmpty(("", "none")))
            grid.AddRow(new Markup($"[dim]{Terminal.Safe(label)}[/]"), new Markup(string.Join('\n', value.Split('\n').Select(Terminal.Safe))));
        console.Write(new Trimmed(grid));
    }

    string Moment(DateTimeOffset? at) => at is { } known ? $"{TimeZoneInfo.ConvertTime(known, zone):ddd yyyy-MM-dd HH:mm}" : Cells.Unknown;

    string BelowProject(string file) =>
        _session.Project is { } project && file.StartsWith(project + "/", StringComparison.Ordinal) ? file[(project.Length + 1)..] : file;

    static string Shortened(string text) => Terminal.Plain(text.Length <= PromptShown ? text : Beginning.Of(text, PromptShown) + "…");

    /// <summary>What is foreign is put on one line, so that only our own line breaks remain.</summary>
    static string Counted(IReadOnlyDictionary<string, int> counts) => counts.Count == 0 ? "none"
        : string.Join(", ", counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{Terminal.Plain(count.Key)} {Figures.Number(count.Value)}"));

    static string Listed(IReadOnlyList<string> all) => all.Count == 0 ? "none"
        : string.Join('\n', all.Take(FilesShown).Select(Terminal.Plain)) + (all.Count > FilesShown ? $"\nand {Figures.Number(all.Count - FilesShown)} more" : "");
}
