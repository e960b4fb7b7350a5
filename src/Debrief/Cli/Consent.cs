namespace Debrief.Cli;

/// <summary>A person at a terminal is asked before something costs; a script or a job never.</summary>
static class Consent
{
    /// <param name="isGiven">By an option.</param>
    /// <param name="costUsd">Null: unknown.</param>
    public static bool ToSpend(TextWriter terminal, bool isGiven, double? costUsd)
    {
        if (isGiven || Console.IsInputRedirected || Console.IsErrorRedirected || costUsd == 0)
            return true;

        terminal.Write("Go on? [y/N] ");
        return Console.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
