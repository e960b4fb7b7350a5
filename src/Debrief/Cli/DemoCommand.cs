using System.CommandLine;

namespace Debrief.Cli;

static class DemoCommand
{
    public static Command Create()
    {
        var command = new Command("demo", "Show it all on four invented weeks, in a database of their own").WithExamples("debrief demo", "debrief demo --home /tmp/try");
        command.SetAction(WholeRun.RunOnSampleAsync);
        return command;
    }
}
