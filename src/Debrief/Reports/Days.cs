using Debrief.Insights;

namespace Debrief.Reports;

/// <summary>How days and periods are called.</summary>
static class Days
{
    /// <summary>2–8 February 2026, 26 January – 1 February 2026, February 2026.</summary>
    public static string Name(Period period)
    {
        var (first, last) = (period.First, Last(period));
        if (IsCalendarMonth(period))
            return $"{first:MMMM yyyy}";
        if (first == last)
            return $"{first:d MMMM yyyy}";
        if (first.Year != last.Year)
            return $"{first:d MMMM yyyy} – {last:d MMMM yyyy}";
        return first.Month == last.Month ? $"{first.Day}–{last:d MMMM yyyy}" : $"{first:d MMMM} – {last:d MMMM yyyy}";
    }

    /// <summary>For a heading in the seed's form: Week of Feb 2, February 2026, Feb 1 – Feb 10.</summary>
    public static string Heading(Period period) => IsCalendarMonth(period) ? $"{period.First:MMMM yyyy}"
        : IsWeek(period) ? $"Week of {period.First:MMM d}"
        : period.Days == 1 ? $"{period.First:MMM d}"
        : $"{period.First:MMM d} – {Last(period):MMM d}";

    /// <summary>week, month, 10 days.</summary>
    public static string Kind(Period period) => period switch
    {
        { Type: "monthly" } => "month",
        _ when IsWeek(period) => "week",
        { Days: 1 } => "day",
        _ => $"{period.Days} days",
    };

    /// <summary>this week, this month, this day, these 10 days.</summary>
    public static string This(Period period) => IsPlural(period) ? $"these {Kind(period)}" : $"this {Kind(period)}";

    /// <summary>in this week, in this month, on this day, in these 10 days.</summary>
    public static string During(Period period) => $"{(Kind(period) == "day" ? "on" : "in")} {This(period)}";

    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) => $"{TimeZoneInfo.ConvertTime(at, zone):dddd d MMMM, HH:mm}";

    public static string Day(DateTimeOffset at, TimeZoneInfo zone) => $"{TimeZoneInfo.ConvertTime(at, zone):ddd d MMM}";

    static DateOnly Last(Period period) => period.Days > 0 ? period.End.AddDays(-1) : period.First;

    static bool IsPlural(Period period) => period.Type != "monthly" && !IsWeek(period) && period.Days != 1;

    /// <summary>Whatever day it begins on.</summary>
    static bool IsWeek(Period period) => period.Type != "monthly" && period.Days == 7;

    static bool IsCalendarMonth(Period period) => period.Type == "monthly" && period.First.Day == 1 && period.End == period.First.AddMonths(1);
}
