using Debrief.Insights.Daily;

namespace Debrief.Insights;

/// <summary>What came of the person's sessions. Null where none of them was extracted.</summary>
sealed record Value(int? Artifacts, int? KnowledgeFiled, int? DecisionsMade, TimeSaved? TimeSaved)
{
    public static readonly Value Unknown = new(null, null, null, null);

    public static Value Sum(IReadOnlyList<DayValue> days)
    {
        var extracted = days.Where(day => day.Extracted > 0).ToList();
        return extracted.Count == 0 ? Unknown : new(
            extracted.Sum(day => day.Artifacts),
            extracted.Sum(day => day.KnowledgeFiled),
            extracted.Sum(day => day.DecisionsMade),
            TimeSaved.Sum(days));
    }
}

/// <summary>
/// Time saved, as a range. The upper end adds up what the extractor estimates of each session, by how far it reached its goal: all of it where fully, nine tenths where
/// mostly, half where partially, nothing otherwise. The lower end is half of that: estimates of this kind agree only loosely with clocks, and what an assistant made has
/// to be read and checked.
/// </summary>
/// <param name="Sessions">With an estimate.</param>
/// <param name="Of">The person's sessions.</param>
sealed record TimeSaved(TimeSpan Low, TimeSpan High, int Sessions, int Of)
{
    const decimal LowerEnd = 0.5m;

    /// <returns>Null: nobody estimated any.</returns>
    public static TimeSaved? Sum(IReadOnlyList<DayValue> days)
    {
        var estimated = days.Sum(day => day.Estimated);
        var minutes = Math.Round(days.Sum(day => day.TenthsOfMinutesSaved) / 10m, MidpointRounding.AwayFromZero);
        return estimated == 0 ? null : new(
            TimeSpan.FromMinutes((double)Math.Round(LowerEnd * minutes, MidpointRounding.AwayFromZero)), TimeSpan.FromMinutes((double)minutes), estimated, days.Sum(day => day.Sessions));
    }
}
