using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.Reports;
using Debrief.Reports.Narratives;

namespace Debrief.Cli;

/// <summary>What is said beside a report: which period it is about, and why.</summary>
static class ReportNotes
{
    public static void TellHeadline(TextWriter error, Snapshot told)
    {
        var text = new ReportText(told.Insights, told.Profile, Told.Of(told));
        if (text.AtAGlance is [var first, ..])
            Terminal.WriteWrapped(error, Terminal.Plain($"{text.Title}: {first.Lead}{first.Rest}"));
    }

    public static void TellOther(TextWriter error, Period usual) =>
        Terminal.WriteWrapped(error, $"No session of yours ended in {Reports.Days.Name(usual)}, so this is the latest week that has some.");

    /// <summary>Of a snapshot, how much of the period it doesn't tell.</summary>
    public static void TellNewer(TextWriter error, Snapshot told)
    {
        if (told is { TakenAt: { } taken, Since: { } since } && !since.Fits(told.Insights.Now.Coverage))
            Terminal.WriteWrapped(error, $"These are the figures of {TimeZoneInfo.ConvertTime(taken, told.Profile.TimeZone):yyyy-MM-dd HH:mm}. {Newer(since, told.Insights.Now.Coverage)} since then: `--refresh` tells them too.");
    }

    static string Newer(Standing since, Coverage coverage) => since switch
    {
        { Newer: > 0 } => $"{Figures.Counted(since.Newer, "session")} got {(since.Newer == 1 ? "its" : "their")} facets",
        _ when since.Sessions > coverage.Eligible + coverage.TooShort => $"{Figures.Counted(since.Sessions - coverage.Eligible - coverage.TooShort, "session")} came in",
        _ => "Sessions changed",
    };

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
