using Debrief.Sync;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>Shows on a terminal how far a long work is, and tells it to who runs it as a job; anywhere else it shows nothing.</summary>
static class ProgressBar
{
    public static async Task RunAsync(string what, Func<IProgress<SyncProgress>?, Task> work)
    {
        if (Terminal.Progress() is { } terminal)
            await ShowAsync(terminal, what, work);
        else
            await work(ProgressLines.AreWanted ? new ProgressLines(what, Console.Error) : null);
    }

    static Task ShowAsync(IAnsiConsole terminal, string what, Func<IProgress<SyncProgress>?, Task> work) =>
        terminal.Progress().AutoClear(true).HideCompleted(true).StartAsync(async context =>
        {
            var task = context.AddTask(what, autoStart: true, maxValue: 1);
            await work(new Bar(task));
        });

    sealed class Bar(ProgressTask task) : IProgress<SyncProgress>
    {
        public void Report(SyncProgress value)
        {
            task.MaxValue = Math.Max(1, value.Of);
            task.Value = value.Done;
        }
    }
}
