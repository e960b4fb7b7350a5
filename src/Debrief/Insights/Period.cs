namespace Debrief.Insights;

/// <summary>A half-open span of local days, from <paramref name="First"/> up to, not including, <paramref name="End"/>.</summary>
/// <param name="Type">weekly, monthly or custom.</param>
sealed record Period(string Type, DateOnly First, DateOnly End, TimeZoneInfo TimeZone)
{
    public int Days => End.DayNumber - First.DayNumber;

    /// <summary>weekly, monthly; 10-days and so on for other days: with its first day it names a period.</summary>
    public string Kind => Type == "custom" ? $"{Days}-days" : Type;

    public DateTimeOffset From => Midnight(First);
    public DateTimeOffset To => Midnight(End);

    /// <summary>The period of the same kind just before this one.</summary>
    public Period Before => Type == "monthly" && First.Day == 1
        ? this with { First = First.AddMonths(-1), End = First }
        : this with { First = First.AddDays(-Days), End = First };

    /// <summary>The ISO week, Monday to Sunday, that the day is in.</summary>
    public static Period Weekly(DateOnly anyDay, TimeZoneInfo zone)
    {
        var monday = anyDay.AddDays(-((int)anyDay.DayOfWeek + 6) % 7);
        return new("weekly", monday, monday.AddDays(7), zone);
    }

    /// <summary>The calendar month that the day is in.</summary>
    public static Period Monthly(DateOnly anyDay, TimeZoneInfo zone)
    {
        var first = new DateOnly(anyDay.Year, anyDay.Month, 1);
        return new("monthly", first, first.AddMonths(1), zone);
    }

    /// <param name="end">The day after the last one.</param>
    /// <exception cref="UserError">There is no day in it, or it is out of this world.</exception>
    public static Period Custom(DateOnly first, DateOnly end, TimeZoneInfo zone)
    {
        if (first >= end)
            throw new UserError($"A period can't begin on {first:yyyy-MM-dd} and end before {end:yyyy-MM-dd}. Give a beginning that comes before the end.");
        // The periods before it must still be dates.
        if (first.Year < 2000 || end.Year > 2999)
            throw new UserError($"The period from {first:yyyy-MM-dd} to {end.AddDays(-1):yyyy-MM-dd} isn't between the years 2000 and 2999. Give dates that are.");
        return new("custom", first, end, zone);
    }

    /// <summary>The days from the first up to the end: a week or a month where they are one.</summary>
    /// <inheritdoc cref="Custom"/>
    public static Period Between(DateOnly first, DateOnly end, TimeZoneInfo zone) => Custom(first, end, zone) switch
    {
        { Days: 7 } when first.DayOfWeek == DayOfWeek.Monday => Weekly(first, zone),
        _ when first.Day == 1 && end == first.AddMonths(1) => Monthly(first, zone),
        var custom => custom,
    };

    /// <summary>By what names it: see <see cref="Kind"/>.</summary>
    /// <returns>Null: there is no such period.</returns>
    public static Period? Named(string kind, DateOnly first, TimeZoneInfo zone)
    {
        var period = kind switch
        {
            "weekly" => Weekly(first, zone),
            "monthly" => Monthly(first, zone),
            _ when kind.EndsWith("-days", StringComparison.Ordinal) && int.TryParse(kind[..^"-days".Length], out var days) && days is > 0 and <= 3660 => Custom(first, first.AddDays(days), zone),
            _ => null,
        };
        return period?.Kind == kind && period.First == first ? period : null;
    }

    /// <summary>So many days, today the last of them. Seven that end on a Sunday are the week.</summary>
    public static Period LastDays(int days, DateOnly today, TimeZoneInfo zone) =>
        days == 7 && today.DayOfWeek == DayOfWeek.Sunday ? Weekly(today, zone) : Custom(today.AddDays(1 - days), today.AddDays(1), zone);

    /// <summary>The last week that is over.</summary>
    public static Period LastWeek(DateOnly today, TimeZoneInfo zone) => Weekly(today, zone).Before;

    /// <summary>The days that are of both. They have some in common.</summary>
    public Period Within(Period other) => this with { Type = "custom", First = First > other.First ? First : other.First, End = End < other.End ? End : other.End };

    public bool Contains(DateTimeOffset time) => time >= From && time < To;

    /// <summary>As many spans of seven days, the last of which ends with this period, oldest first.</summary>
    public IReadOnlyList<Period> Weeks(int count) =>
        [.. Enumerable.Range(1 - count, count).Select(week => this with { Type = "weekly", First = End.AddDays(7 * (week - 1)), End = End.AddDays(7 * week) })];

    /// <summary>The eight weeks (months, for a month) that end with this period, oldest first.</summary>
    public IReadOnlyList<Period> Trend()
    {
        if (Type != "monthly")
            return Weeks(8);

        var months = new List<Period> { this };
        while (months.Count < 8)
            months.Insert(0, months[0].Before);
        return months;
    }

    DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Where the clocks go forward at midnight, the day begins later.
        while (TimeZone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        // Where they go back to midnight there are two, and the day begins with the first.
        var offset = TimeZone.IsAmbiguousTime(local) ? TimeZone.GetAmbiguousTimeOffsets(local).Max() : TimeZone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
