using System.CommandLine;

namespace Debrief.Cli;

/// <summary>The command tree. Made anew at each start, so commands only say what they are; the work begins in their actions.</summary>
static class DebriefCommand
{
    static readonly OrderedDictionary<string, Func<Command>> Commands = new(StringComparer.Ordinal)
    {
        ["sync"] = SyncCommand.Create,
        ["extract"] = ExtractCommand.Create,
        ["report"] = ReportCommand.Create,
        ["recommendations"] = RecommendationsCommand.Create,
        ["usage"] = UsageCommand.Create,
        ["sessions"] = SessionsCommand.Create,
        ["session"] = SessionCommand.Create,
        ["serve"] = ServeCommand.Create,
        ["jobs"] = JobsCommand.Create,
        ["alerts"] = AlertsCommand.Create,
        ["deliveries"] = DeliveriesCommand.Create,
        ["push"] = PushCommand.Create,
        ["tokens"] = TokensCommand.Create,
        ["bridge"] = BridgeCommand.Create,
        ["demo"] = DemoCommand.Create,
        ["eval"] = EvalCommand.Create,
        ["database"] = DatabaseCommand.Create,
        ["doctor"] = DoctorCommand.Create,
        ["profile"] = ProfileCommand.Create,
        ["docs"] = DocsCommand.Create,
    };

    /// <summary>The whole tree.</summary>
    public static RootCommand Create() => Create(Commands.Values);

    /// <summary>With only the command that is asked for, where it is named first: making all of them takes longer than many a command's work.</summary>
    public static RootCommand CreateFor(string[] args) =>
        args is [var name, ..] && Commands.TryGetValue(name, out var command) ? Create([command]) : Create();

    static RootCommand Create(IEnumerable<Func<Command>> commands)
    {
        var root = new RootCommand("Reads Claude Code's transcripts and tells where the attention went, what got in the way, and what to try next. Alone it does all of that for the last seven days.")
        {
            GlobalOptions.Home,
        }.WithExamples("debrief", "debrief demo", "debrief --home /tmp/try").ShowExamples();
        foreach (var create in commands)
            root.Add(create());
        root.SetAction(WholeRun.RunAsync);
        return root;
    }
}
