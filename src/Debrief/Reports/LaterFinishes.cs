using Debrief.Insights.Stitching;
using static Debrief.Reports.Figures;

namespace Debrief.Reports;

/// <summary>What was left open in one session and finished in another.</summary>
static class LaterFinishes
{
    /// <summary>Null where nothing was left open, now or before.</summary>
    public static string? Of(ReportText text)
    {
        var (later, during) = (text.Now.FinishedLater, text.During);
        var left = later.LeftOpen == 0 ? null
            : $"{Counted(later.LeftOpen, "session")} of {Number(later.Judged)} that could be judged left something open; {(later.Finished == 0 ? "no later one finished it" : $"{Number(later.Finished)} of them {(later.Finished == 1 ? "was" : "were")} finished in a later session")}.";
        var carried = later.CarriedOver == 0 ? null
            : $"{Counted(later.CarriedOver, "session")} left open in the two weeks before {(later.CarriedOver == 1 ? "was" : "were")} finished {during}.";
        return (left ?? carried) is null ? null : string.Join(' ', new[] { left, carried }.OfType<string>());
    }

    /// <summary>Each: “Venue agreement” was finished in “Venue agreement, signed” (same branch), Tue 3 Feb.</summary>
    public static IReadOnlyList<string> Examples(ReportText text) => [.. text.Now.FinishedLater.Examples.Select(finish =>
        $"{IncidentRow.Called(finish.Begun.Id, finish.Begun.Title)} was finished in {IncidentRow.Called(finish.Finished.Id, finish.Finished.Title)} ({Tie(finish)}), {Days.Day(finish.At, text.Period.TimeZone)}")];

    static string Tie(LaterFinish finish) => finish.Why switch
    {
        "resumed" => "resumed",
        "branch" => "the same branch",
        "files" => "the same files",
        _ => "the same goal",
    };
}
