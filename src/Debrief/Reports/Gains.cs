using Debrief.Insights;
using static Debrief.Reports.Figures;

namespace Debrief.Reports;

/// <summary>What came of the sessions, as figures.</summary>
static class Gains
{
    public static IReadOnlyList<KeyFigure> Of(ReportText text)
    {
        var (now, before) = (text.Now.Value, text.Before.Value);
        return
        [
            Count("Artifacts created", now.Artifacts, before.Artifacts),
            Count("Notes filed", now.KnowledgeFiled, before.KnowledgeFiled),
            Count("Decisions made", now.DecisionsMade, before.DecisionsMade),
            Saved(now.TimeSaved, text),
        ];
    }

    /// <summary>How the range came about; null where there is none.</summary>
    public static string? Method(ReportText text) => text.Now.Value.TimeSaved is not { } saved ? null
        : $"Time saved is an estimate: what the extractor guesses of each session, by how far it reached its goal, is the upper end, and half of it the lower, over {Number(saved.Sessions)} of {Counted(saved.Of, "session")}.";

    /// <summary>2 h 10 m to 4 h 20 m.</summary>
    public static string Range(TimeSaved saved) => saved.High == TimeSpan.Zero ? Time(saved.High) : $"{Time(saved.Low)} to {Time(saved.High)}";

    static KeyFigure Count(string label, int? now, int? before) => now is { } known
        ? new(label, Number(known), before is { } then ? Change.Difference(known, then) : null, null)
        : new(label, Unknown, null, "no session has facets");

    static KeyFigure Saved(TimeSaved? saved, ReportText text) => saved is null
        ? new("Time saved (estimate)", Unknown, null, text.Now.Coverage.Extracted == 0 ? "no session has facets" : "only a model estimates it")
        : new("Time saved (estimate)", Range(saved), null, $"over {Number(saved.Sessions)} of {Counted(saved.Of, "session")}");
}
