namespace Debrief.Insights;

/// <summary>A half-open span of local days, from <paramref name="First"/> up to, not including, <paramref name="End"/>.</summary>
/// <param name="Type">weekly, monthly or custom.</param>
sealed record Period(string Type, DateOnly First, DateOnly End, TimeZoneInfo TimeZone)
{
    public int Days => End.DayNumber - First.DayNumber;

    public DateTimeOffset From => Midnight(First);
    public DateTimeOffset To => Midnight(End);

    /// <summary>The period of the same kind just before this one.</summary>
    public Period Before => Type == "monthly" && First.Day == 1
        ? this with { First = First.AddMonths(-1), End = First }
        : this with { First = First.AddDays(-Days), End = First };

    DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where the clocks go forward at midnight, the day begins an hour later.
        if (TimeZone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, TimeZone.GetUtcOffset(local)).ToUniversalTime();
    }
}
