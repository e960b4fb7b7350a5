using System.CommandLine;

namespace Debrief.Cli;

/// <summary>The command tree. Made anew at each start, so commands only say what they are; the work begins in their actions.</summary>
static class DebriefCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Reads Claude Code's transcripts and tells where the attention went, what got in the way, and what to try next. Alone it does all of that for the last seven days.")
        {
            GlobalOptions.Home,
            SyncCommand.Create(),
            ExtractCommand.Create(),
            ReportCommand.Create(),
            UsageCommand.Create(),
            SessionsCommand.Create(),
            SessionCommand.Create(),
            DemoCommand.Create(),
            DoctorCommand.Create(),
            ProfileCommand.Create(),
            DocsCommand.Create(),
        }.WithExamples("debrief", "debrief demo", "debrief --home /tmp/try").ShowExamples();
        root.SetAction(WholeRun.RunAsync);
        return root;
    }
}
