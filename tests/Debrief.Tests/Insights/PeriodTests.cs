using Debrief.Insights;

namespace Debrief.Tests.Insights;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026-03-02", "2026-03-02")]
    [InlineData("2026-03-04", "2026-03-02")]
    [InlineData("2026-03-08", "2026-03-02")]
    [InlineData("2026-03-09", "2026-03-09")]
    [InlineData("2026-01-01", "2025-12-29")]
    [InlineData("2024-12-31", "2024-12-30")]
    public void A_week_goes_from_Monday_to_Sunday_also_over_the_edge_of_a_year(string day, string monday)
    {
        var week = Period.Weekly(DateOnly.Parse(day), Some.Zone);

        Assert.Equal(("weekly", DateOnly.Parse(monday), 7), (week.Type, week.First, week.Days));
    }

    [Theory]
    [InlineData("2026-03-29", "2026-02-28T23:00Z", "2026-03-31T22:00Z", 31)]
    [InlineData("2024-02-29", "2024-01-31T23:00Z", "2024-02-29T23:00Z", 29)]
    [InlineData("2025-12-31", "2025-11-30T23:00Z", "2025-12-31T23:00Z", 31)]
    public void A_month_has_the_days_of_the_calendar(string day, string from, string to, int days)
    {
        var month = Period.Monthly(DateOnly.Parse(day), Some.Zone);

        Assert.Equal((DateTimeOffset.Parse(from), DateTimeOffset.Parse(to), days), (month.From, month.To, month.Days));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("Europe/Berlin", "2026-06-01", 24)]
    [InlineData("Asia/Kolkata", "2026-03-29", 24)]
    [InlineData("Etc/UTC", "2026-10-25", 24)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 23)] // from 0:00 to 1:00: it has no midnight
    [InlineData("America/Havana", "2024-11-03", 25)] // from 1:00 back to 0:00: it has two
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5)]
    public void A_day_is_as_long_as_its_zone_has_it(string zone, string day, double hours)
    {
        var period = Period.LastDays(1, DateOnly.Parse(day), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(TimeSpan.FromHours(hours), period.To - period.From);
        Assert.Equal(period.From, period.Before.To);
    }

    [Fact]
    public void A_day_without_midnight_begins_an_hour_later() =>
        Assert.Equal(DateTimeOffset.Parse("2018-11-04T03:00Z"), Period.LastDays(1, new(2018, 11, 4), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")).From);

    [Fact]
    public void Before_a_week_is_a_week_before_a_month_a_month_before_days_as_many()
    {
        Assert.Equal((Day("2026-02-23"), Day("2026-03-02")), Span(Some.Week.Before));
        Assert.Equal((Day("2026-02-01"), Day("2026-03-01")), Span(Period.Monthly(Day("2026-03-31"), Some.Zone).Before));
        Assert.Equal((Day("2025-12-01"), Day("2026-01-01")), Span(Period.Monthly(Day("2026-01-15"), Some.Zone).Before));
        Assert.Equal((Day("2026-02-20"), Day("2026-03-02")), Span(Period.Custom(Day("2026-03-02"), Day("2026-03-12"), Some.Zone).Before));
    }

    [Fact]
    public void The_last_seven_days_end_with_today_the_last_week_with_Sunday()
    {
        Assert.Equal((Day("2026-03-04"), Day("2026-03-11")), Span(Period.LastDays(7, Day("2026-03-10"), Some.Zone)));
        Assert.Equal((Day("2026-03-02"), Day("2026-03-09")), Span(Period.LastWeek(Day("2026-03-10"), Some.Zone)));
        Assert.Equal((Day("2026-02-23"), Day("2026-03-02")), Span(Period.LastWeek(Day("2026-03-08"), Some.Zone)));
    }

    [Fact]
    public void Seven_days_to_a_Sunday_are_the_week_however_they_are_asked_for()
    {
        Assert.Equal(Some.Week, Period.LastDays(7, Day("2026-03-08"), Some.Zone));
        Assert.Equal(Some.Week, Period.Between(Day("2026-03-02"), Day("2026-03-09"), Some.Zone));
        Assert.Equal(["7-days", "14-days"], new[] { Period.LastDays(7, Day("2026-03-09"), Some.Zone), Period.LastDays(14, Day("2026-03-08"), Some.Zone) }.Select(period => period.Kind));
    }

    [Fact]
    public void A_trend_is_eight_weeks_or_for_a_month_eight_months()
    {
        Assert.Equal(["2026-01-12", "2026-01-19", "2026-01-26", "2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23", "2026-03-02"], Firsts(Some.Week));
        Assert.Equal(["2025-08-01", "2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01"], Firsts(Period.Monthly(Day("2026-03-04"), Some.Zone)));
        Assert.Equal("2026-03-05", Firsts(Period.LastDays(30, Day("2026-03-11"), Some.Zone))[^1]);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-02")]
    [InlineData("2026-03-03", "2026-03-02")]
    [InlineData("0001-01-01", "2026-03-02")]
    [InlineData("2026-03-02", "9999-12-31")]
    public void A_period_without_days_or_out_of_this_world_is_the_users_error(string first, string end) =>
        Assert.Throws<UserError>(() => Period.Custom(Day(first), Day(end), Some.Zone));

    [Fact]
    public void The_longest_period_still_has_one_before_it_and_a_trend()
    {
        var period = Period.Custom(Day("2000-01-01"), Day("2999-12-31"), Some.Zone);

        Assert.True(period.Before.From < period.From);
        Assert.Equal(8, period.Before.Trend().Count);
    }

    static DateOnly Day(string day) => DateOnly.Parse(day);
    static (DateOnly, DateOnly) Span(Period period) => (period.First, period.End);
    static string[] Firsts(Period period) => [.. period.Trend().Select(point => point.First.ToString("yyyy-MM-dd"))];

    [Theory]
    [InlineData("2026-02-02", "2026-02-09", "weekly")]
    [InlineData("2026-02-03", "2026-02-10", "custom")]
    [InlineData("2026-02-01", "2026-03-01", "monthly")]
    [InlineData("2026-02-01", "2026-03-02", "custom")]
    public void Days_that_are_a_week_or_a_month_are_called_so(string first, string end, string type) =>
        Assert.Equal(type, Period.Between(DateOnly.Parse(first), DateOnly.Parse(end), TimeZoneInfo.Utc).Type);
}
