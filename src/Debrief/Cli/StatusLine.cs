using Spectre.Console;

namespace Debrief.Cli;

/// <summary>Shows on a terminal what a long wait is for; anywhere else it shows nothing.</summary>
static class StatusLine
{
    /// <param name="work">Gets two actions: one shows what is waited for now, the other says something that stays.</param>
    public static Task RunAsync(TextWriter error, string waiting, Func<Action<string>, Action<string>, Task> work) => Terminal.Progress() is { } terminal
        ? terminal.Status().StartAsync(Markup.Escape(waiting), context => work(text => context.Status(Markup.Escape(text)), terminal.WriteLine))
        : work(_ => { }, line => Terminal.WriteWrapped(error, line));
}
