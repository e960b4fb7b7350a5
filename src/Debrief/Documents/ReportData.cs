using System.Text.Json.Serialization;
using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.Reports.Narratives;

namespace Debrief.Documents;

/// <summary>What `debrief report --json` prints: every section's figures, and those of the period before. Durations are seconds.</summary>
sealed record ReportData(string Period, DateOnly Since, DateOnly Until, string TimeZone, Metrics Now, Metrics Before)
{
    /// <summary>When the period's snapshot was taken; null: these are the figures of this moment.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>What a model wrote about them; null: nobody did.</summary>
    public Told? Narrative { get; init; }

    public static ReportData Of(Snapshot told) => Of(told.Insights) with { TakenAt = told.TakenAt, Narrative = Told.Of(told) };

    public static ReportData Of(PeriodInsights insights) => new(insights.Period.Type, insights.Period.First, insights.Period.End.AddDays(-1),
        insights.Period.TimeZone.Id, insights.Now, insights.Before);
}

[JsonSerializable(typeof(ReportData))]
sealed partial class ReportJson : JsonSerializerContext;
