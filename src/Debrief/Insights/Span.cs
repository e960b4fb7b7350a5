namespace Debrief.Insights;

/// <summary>The moments of a period, reckoned once.</summary>
readonly record struct Span(DateTimeOffset From, DateTimeOffset To)
{
    public static Span Of(Period period) => new(period.From, period.To);

    public bool Contains(DateTimeOffset time) => time >= From && time < To;
}
