using System.CommandLine;

namespace Debrief.Cli;

/// <summary>The command tree. Made anew at each start, so commands only say what they are; the work begins in their actions.</summary>
static class DebriefCommand
{
    public static RootCommand Create() => new RootCommand("Reads Claude Code's transcripts and tells where the attention went, what got in the way, and what to try next.")
    {
        GlobalOptions.Home,
        SyncCommand.Create(),
        DoctorCommand.Create(),
        ProfileCommand.Create(),
        DocsCommand.Create(),
    }.ShowExamples();
}
