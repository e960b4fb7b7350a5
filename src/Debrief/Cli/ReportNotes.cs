using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports;

namespace Debrief.Cli;

/// <summary>What is said beside a report: which period it is about, and why.</summary>
static class ReportNotes
{
    public static void TellHeadline(TextWriter error, PeriodInsights insights, UserProfile profile)
    {
        var text = new ReportText(insights, profile);
        if (text.AtAGlance is [var first, ..])
            Terminal.WriteWrapped(error, Terminal.Plain($"{text.Title}: {first.Lead}{first.Rest}"));
    }

    public static void TellOther(TextWriter error, Period usual) =>
        Terminal.WriteWrapped(error, $"No session of yours ended in {Reports.Days.Name(usual)}, so this is the latest week that has some.");

    /// <param name="latest">When any session ended last; null where there is none.</param>
    public static void TellEmpty(TextWriter error, PeriodInsights insights, DateOnly? latest)
    {
        var hint = latest switch
        {
            null => " There is none at all yet: run `debrief sync`.",
            { } day when day >= insights.Period.First && day < insights.Period.End => "",
            { } day => $" The latest session ended on {day:yyyy-MM-dd}: `debrief report --until {day:yyyy-MM-dd}` tells the week up to then.",
        };
        Terminal.WriteWrapped(error, $"No session of yours ended in {Reports.Days.Name(insights.Period)}.{hint}");
    }
}
