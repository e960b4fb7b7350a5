using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports;

namespace Debrief.Dashboard;

/// <summary>Figures of two periods side by side.</summary>
sealed record ComparedReports(KeptReport First, KeptReport Second, IReadOnlyList<ComparedFigure> Figures)
{
    /// <summary>More days make larger counts.</summary>
    public bool IsOfOtherLength => First.Kind != Second.Kind;

    public static ComparedReports Of(KeptReport first, KeptReport second) => new(first, second, [.. KeyFigures(first, second), .. Counts(first, second)]);

    /// <summary>Those of a report, and their change as a report would tell it if the second were the period before the first.</summary>
    static IEnumerable<ComparedFigure> KeyFigures(KeptReport first, KeptReport second)
    {
        var (one, other) = (TextOf(first, second), TextOf(second, first));
        return Labels(one ?? other).Select(label => new ComparedFigure(label, Of(one, label)?.Value, Of(other, label)?.Value, other is null ? null : Of(one, label)?.Change));
    }

    static ReportText? TextOf(KeptReport told, KeptReport against) => told.Snapshot is { } snapshot
        ? new(snapshot.Insights with { Before = against.Snapshot?.Insights.Now ?? snapshot.Insights.Now }, snapshot.Profile)
        : null;

    static IEnumerable<string> Labels(ReportText? text) => text?.KeyFigures.Select(figure => figure.Label) ?? [];

    static KeyFigure? Of(ReportText? text, string label) => text?.KeyFigures.FirstOrDefault(figure => figure.Label == label);

    static IEnumerable<ComparedFigure> Counts(KeptReport first, KeptReport second)
    {
        var (one, other) = (CountsOf(first.Snapshot?.Insights.Now), CountsOf(second.Snapshot?.Insights.Now));
        return one.Keys.Union(other.Keys).Select(label =>
        {
            // A kind that isn't there at all was counted as none; of figures that can't be read nothing is known.
            int? now = first.Snapshot is null ? null : one.GetValueOrDefault(label);
            int? before = second.Snapshot is null ? null : other.GetValueOrDefault(label);
            return new ComparedFigure(label, Shown(now), Shown(before), now is { } n && before is { } b ? Change.Difference(n, b) : null);
        });
    }

    static OrderedDictionary<string, int> CountsOf(Metrics? metrics)
    {
        var counts = new OrderedDictionary<string, int>();
        if (metrics is null)
            return counts;

        Add("Your messages", metrics.Summary.HumanMessages);
        Add("Automated sessions", metrics.Summary.AutomatedSessions);
        Add("Sub-agents", metrics.Summary.SubAgents);
        foreach (var degree in metrics.PriorityAlignment.Counts)
            Add($"Alignment: {Foreign.Words(degree.Name)}", degree.Value);
        foreach (var outcome in metrics.Outcomes)
            Add($"Outcome: {Foreign.Words(outcome.Name)}", outcome.Value);
        foreach (var kind in metrics.TopFriction.ByKind)
            Add($"Friction: {Foreign.Words(kind.Name)}", kind.Value);
        Add("Skills missed", metrics.SkillsGap.Missed.Sum(missed => missed.Value));
        return counts;

        void Add(string label, int value) => counts[label] = counts.GetValueOrDefault(label) + value;
    }

    static string? Shown(int? count) => count is { } known ? Reports.Figures.Number(known) : null;
}

/// <param name="First">Null: unknown.</param>
/// <param name="Change">Of the first against the second; null: it can't be told.</param>
sealed record ComparedFigure(string Label, string? First, string? Second, Change? Change);
