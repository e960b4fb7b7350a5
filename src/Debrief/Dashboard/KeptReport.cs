using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.Reports;

namespace Debrief.Dashboard;

/// <summary>A period that was told, and where its report is.</summary>
sealed record KeptReport(SnapshotEntry Entry, TimeZoneInfo Zone)
{
    /// <summary>Null: not read, or its figures are of another version of Debrief.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>By which an address names it: weekly/2026-02-02.</summary>
    public string Key => $"{Entry.PeriodType}/{Entry.PeriodStart:yyyy-MM-dd}";

    /// <summary>Null: no period is called so any more.</summary>
    public Period? Period => Insights.Period.Named(Entry.PeriodType, Entry.PeriodStart, Zone);

    public string Name => Period is { } period ? Days.Name(period) : $"{Entry.PeriodStart:d MMMM yyyy} – {Entry.PeriodEnd:d MMMM yyyy}";

    public string Kind => Period is { } period ? Days.Kind(period) : Foreign.Words(Entry.PeriodType);

    /// <param name="extension">html or md.</param>
    public string File(string extension, string? owner) => Links.To($"/api/reports/{Entry.PeriodType}/{Entry.PeriodStart:yyyy-MM-dd}.{extension}", ("owner", owner));

    public string InsightsOf(string? owner) => Links.To(Routes.Home, ("since", $"{Entry.PeriodStart:yyyy-MM-dd}"), ("until", $"{Entry.PeriodEnd:yyyy-MM-dd}"), ("owner", owner));

    /// <summary>By the labels that reports give them; unknown where they can't be read.</summary>
    public IEnumerable<string> FiguresOf(IReadOnlyList<string> labels)
    {
        var known = Snapshot is { } told ? new ReportText(told.Insights, told.Profile).KeyFigures.ToDictionary(figure => figure.Label, figure => figure.Value) : [];
        return labels.Select(label => known.GetValueOrDefault(label, Figures.Unknown));
    }
}
