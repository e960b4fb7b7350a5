using System.CommandLine;
using Debrief.Cli;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Cli;

public sealed class DayOptionsTests
{
    // In New York it's still the evening of the 28th.
    static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 3, 1, 3, 0, 0, TimeSpan.Zero));
    static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("2026-02-01", "2026-02-01")]
    [InlineData("today", "2026-02-28")]
    [InlineData("yesterday", "2026-02-27")]
    [InlineData("7d", "2026-02-21")]
    [InlineData("0d", "2026-02-28")]
    [InlineData("2w", "2026-02-14")]
    [InlineData("3m", "2025-11-28")]
    [InlineData("9999m", "1970-01-01")]
    public void A_day_is_one_of_the_profiles_zone(string text, string day) =>
        Assert.Equal(DateOnly.Parse(day), Parse("--since", text).Days(NewYork, Clock).Since);

    [Theory]
    [InlineData(""), InlineData("tomorrow"), InlineData("7"), InlineData("d"), InlineData("-7d"), InlineData("7y"), InlineData("99999d"), InlineData("٣d"),
     InlineData("2026-2-1"), InlineData("2026-02-30"), InlineData("0001-01-01"), InlineData("9999-12-31"), InlineData("02/01/2026")]
    public void Anything_else_is_refused_with_what_may_be_said(string text)
    {
        var error = Assert.Single(Parse("--until", text).Errors);

        Assert.Equal($"\"{text}\" is not a day. Write 2026-02-01, today, yesterday, or how long ago: 7d, 2w, 3m.", error.Message);
    }

    [Fact]
    public void Both_may_be_left_out() => Assert.Equal(new Days(null, null), Parse().Days(NewYork, Clock));

    [Fact]
    public void The_same_day_twice_is_that_day() =>
        Assert.Equal(new Days(new(2026, 2, 28), new(2026, 2, 28)), Parse("--since", "today", "--until", "2026-02-28").Days(NewYork, Clock));

    [Fact]
    public void The_first_day_after_the_last_is_refused()
    {
        var error = Assert.Throws<UserError>(() => Parse("--since", "today", "--until", "7d").Days(NewYork, Clock));

        Assert.Equal("--since 2026-02-28 is after --until 2026-02-21. Exchange them.", error.Message);
    }

    static ParseResult Parse(params string[] args) => new Command("look") { DayOptions.Since, DayOptions.Until }.Parse(args);
}
