using Dapper;
using Debrief.Api;
using Debrief.Cli;
using Debrief.Facets;
using Debrief.Insights;
using Debrief.Insights.Months;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Insights;

public sealed class LocalDayOnSqlite() : LocalDayTests(new Sqlite());
public sealed class LocalDayOnPostgres() : LocalDayTests(new Postgres());

/// <summary>A session falls into the same local day in every place that knows days: when clocks change, at the year's edge, and at both ends of the world.</summary>
public abstract class LocalDayTests(TestDatabase on) : InsightsTests(on)
{
    [Theory]
    [InlineData("Pacific/Kiritimati"), InlineData("Pacific/Niue"), InlineData("Pacific/Apia"), InlineData("Pacific/Chatham"), InlineData("Australia/Lord_Howe"), InlineData("Asia/Kathmandu"), InlineData("Asia/Beirut"), InlineData("Africa/Cairo")]
    [InlineData("Africa/Casablanca"), InlineData("Europe/Berlin"), InlineData("Atlantic/Azores"), InlineData("America/Sao_Paulo"), InlineData("America/Santiago"), InlineData("America/St_Johns"), InlineData("America/New_York"), InlineData("UTC")]
    public async Task A_session_is_of_one_day_everywhere(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var profile = Some.Profile with { TimeZone = zone, StartedBy = [] };
        var moments = Moments(zone).ToList();
        foreach (var (i, moment) in moments.Index())
            await AddAsync($"s{i:00}", moment);

        foreach (var day in moments.GroupBy(moment => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime)))
        {
            var (expected, today) = (day.Count(), Period.Custom(day.Key, day.Key.AddDays(1), zone));
            Assert.All(moments, moment => Assert.Equal(day.Contains(moment), today.Contains(moment)));
            Assert.All(moments, moment => Assert.Equal(Monday(moment, zone) == Monday(day.First(), zone), Period.Weekly(day.Key, zone).Contains(moment)));

            var now = (await new InsightsReader(Database, profile).ReadAsync(today, CancellationToken.None)).Now;
            Assert.Equal((expected, expected * 10L, expected), (now.Summary.Sessions, now.Summary.Tokens.Total, now.Friction.Sessions));
            Assert.Equal(TimeSpan.FromMilliseconds(expected), now.Summary.Active);

            var usage = await new UsageReader(Database).ReadAsync(UsageBy.Day, day.Key, day.Key, zone, CancellationToken.None);
            Assert.Equal((expected, $"{day.Key:yyyy-MM-dd}"), (usage.Totals.Messages, Assert.Single(usage.Rows).Key.Name));

            var clock = new FakeTimeProvider(today.To.AddDays(2));
            var api = await new SessionPages(Database).ReadAsync(new AskedSessions { Since = $"{day.Key:yyyy-MM-dd}", Until = $"{day.Key:yyyy-MM-dd}" }.Filter(profile, clock), null, 200, CancellationToken.None);
            Assert.Equal(expected, api.Sessions.Count);
            Assert.Equal((today.From, today.To), (new Days(day.Key, day.Key).From(zone), new Days(day.Key, day.Key).To(zone)));
            Assert.Equal(expected, (await new FacetStatsReader(Database).ReadAsync(today.From, today.To, CancellationToken.None)).Eligible);
            Assert.Equal(day.Key, (await new InsightsReader(Database, profile).LatestDayAsync(day.Key, CancellationToken.None)));
        }
    }

    /// <summary>Weeks and months leave out no moment and none is in two of them.</summary>
    [Theory]
    [InlineData("Pacific/Kiritimati"), InlineData("Pacific/Niue"), InlineData("Australia/Lord_Howe"), InlineData("Asia/Beirut"), InlineData("America/Santiago"), InlineData("America/New_York")]
    public void Days_weeks_and_months_follow_each_other_without_a_gap(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        for (var day = new DateOnly(2024, 12, 20); day < new DateOnly(2027, 1, 12); day = day.AddDays(1))
        {
            var today = Period.Custom(day, day.AddDays(1), zone);
            Assert.Equal(today.To, Period.Custom(day.AddDays(1), day.AddDays(2), zone).From);
            Assert.InRange(today.To - today.From, TimeSpan.FromHours(22.5), TimeSpan.FromHours(25.5));
            Assert.True(Period.Weekly(day, zone).From <= today.From && today.To <= Period.Weekly(day, zone).To && Period.Monthly(day, zone).From <= today.From && today.To <= Period.Monthly(day, zone).To);
            Assert.Equal(Period.Weekly(day, zone).To, Period.Weekly(day.AddDays(7), zone).From);
            Assert.Single(DeepDive.WeeksOf(Period.Monthly(day, zone)), week => week.Contains(today.From));
            Assert.Equal((System.Globalization.ISOWeek.GetYear(day.ToDateTime(default)), System.Globalization.ISOWeek.GetWeekOfYear(day.ToDateTime(default))),
                (System.Globalization.ISOWeek.GetYear(Period.Weekly(day, zone).First.ToDateTime(default)), System.Globalization.ISOWeek.GetWeekOfYear(Period.Weekly(day, zone).First.ToDateTime(default))));
        }
    }

    /// <summary>Around each change of the clocks in a year and around New Year: just before and after midnight, and in the hour that is there twice.</summary>
    static IEnumerable<DateTimeOffset> Moments(TimeZoneInfo zone)
    {
        var days = new HashSet<DateOnly> { new(2025, 12, 31), new(2026, 1, 1) };
        for (var hour = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); hour.Year == 2026; hour = hour.AddHours(1))
        {
            if (zone.GetUtcOffset(hour) != zone.GetUtcOffset(hour.AddHours(1)))
                days.Add(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(hour.AddHours(1), zone).DateTime));
        }

        return days.SelectMany(day => new[] { day.AddDays(-1), day, day.AddDays(1) }).Distinct()
            .SelectMany(day => new[] { -1.0, 0, 1, 3_600_000, 5_400_000, 12_600_000 }.Select(milliseconds => Period.Custom(day, day.AddDays(1), zone).From.AddMilliseconds(milliseconds)))
            .Distinct();
    }

    static DateOnly Monday(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        return DateOnly.FromDateTime(day.AddDays(-((int)day.DayOfWeek + 6) % 7));
    }

    async Task AddAsync(string id, DateTimeOffset moment)
    {
        // A millisecond of work that ends the day's last moment at the latest.
        await Add(Some.Session(id: id) with { StartedAt = moment, EndedAt = moment, ActiveSpans = [new(moment, moment.AddMilliseconds(1))] }, Some.Facet());
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        var rows = new InsertedRows(db);
        var transcript = long.Parse(id[1..]) + 1;
        await rows.TranscriptAsync(transcript, id);
        await db.ExecuteAsync("""
            insert into message_usage (id, transcript_id, claim, at, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final)
            values (@id, @transcript, 0, @moment, 'claude-sonnet-4-5', 4, 6, 0, 0, 0, 0, true)
            """, new { id, transcript, moment });
    }
}
