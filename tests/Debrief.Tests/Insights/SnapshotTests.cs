using Dapper;
using Debrief.Documents;
using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Tests.Reports;
using Debrief.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Insights;

public sealed class SnapshotsOnSqlite() : SnapshotTests(new Sqlite());
public sealed class SnapshotsOnPostgres() : SnapshotTests(new Postgres());

public abstract class SnapshotTests(TestDatabase on) : InsightsTests(on)
{
    // After the facets that tests insert.
    FakeTimeProvider _clock = new(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_period_that_is_over_stays_as_it_was_first_told()
    {
        await Add(Some.Facet() with { CourseCorrections = 3 });
        var first = await TakeAsync();
        await Add(Some.Facet() with { CourseCorrections = 9 });

        var again = await TakeAsync();

        Assert.Equal((3, 3), (first.Insights.Now.Friction.Corrections, again.Insights.Now.Friction.Corrections));
        Assert.Equal((first.TakenAt, 2), (again.TakenAt, again.Since!.Sessions));
        Assert.NotNull(first.TakenAt);
        Assert.All(Formats, format => Assert.Equal(ReportFiles.Render(first, format), ReportFiles.Render(again, format)));
    }

    [Fact]
    public async Task It_is_taken_again_where_somebody_says_so()
    {
        await Add(Some.Facet() with { CourseCorrections = 3 });
        await TakeAsync();
        await Add(Some.Facet() with { CourseCorrections = 9 });
        _clock.Advance(TimeSpan.FromMinutes(1));

        var again = await TakeAsync(refresh: true);

        Assert.Equal((12, _clock.GetUtcNow()), (again.Insights.Now.Friction.Corrections, again.TakenAt));
        Assert.Equal(12, (await TakeAsync()).Insights.Now.Friction.Corrections);
    }

    [Fact]
    public async Task A_period_that_is_not_over_is_told_as_it_is_and_nothing_kept()
    {
        _clock = new(Some.Week.To.AddSeconds(-1));
        await Add(Some.Facet());

        Assert.Null((await TakeAsync()).TakenAt);
        await Add(Some.Facet());

        Assert.Equal(2, (await TakeAsync()).Insights.Now.Summary.Sessions);
        Assert.Empty(await new SnapshotStore(Database, _clock).ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_snapshot_without_all_facets_is_taken_anew_when_they_have_come_and_not_before()
    {
        await Add(Some.Facet());
        await Add(Some.Session(id: "waits"));
        var first = await TakeAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first.TakenAt, (await TakeAsync()).TakenAt);

        await using (var db = await Database.ConnectAsync(CancellationToken.None))
            await new InsertedRows(db).FacetAsync("waits", Some.Facet());

        var then = await TakeAsync();
        Assert.Equal((1, 2), (first.Insights.Now.Coverage.Extracted, then.Insights.Now.Coverage.Extracted));
        Assert.Equal(_clock.GetUtcNow(), then.TakenAt);
    }

    [Fact]
    public async Task One_whose_sessions_waited_is_taken_anew_when_they_have_failed()
    {
        await Add(Some.Session(id: "waits"));
        var first = await TakeAsync();
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        await db.ExecuteAsync("""
            insert into extraction_attempts (session_id, try, started_at, host, pid, extractor, model, prompt_version, messages, outcome, dropped)
            values ('waits', 1, @now, 'here', 1, 'model', 'm', 'v1', 100000, 'failed', '{}')
            """, new { now = _clock.GetUtcNow() });

        Assert.Equal((0, 1), (first.Insights.Now.Coverage.Failed, (await TakeAsync()).Insights.Now.Coverage.Failed));
    }

    [Fact]
    public async Task What_is_kept_renders_to_the_same_bytes_also_by_another_profile()
    {
        var rich = new Snapshot(Invented.Rich(), Invented.Alex, TakenAt: null);
        var store = new SnapshotStore(Database, _clock);
        await store.SaveAsync(rich, CancellationToken.None);

        var kept = (await store.FindAsync(Invented.Week with { TimeZone = TimeZoneInfo.Utc }, CancellationToken.None))!;

        Assert.All(Formats, format => Assert.Equal(ReportFiles.Render(rich, format), ReportFiles.Render(kept, format)));
        Assert.Equal(Printed(rich), Printed(kept with { TakenAt = null }));
    }

    static string Printed(Snapshot told)
    {
        using var output = new StringWriter();
        Json.Write(output, ReportData.Of(told) with { TimeZone = "" }, new ReportJson(Json.Options()).ReportData);
        return output.ToString();
    }

    [Fact]
    public async Task One_of_other_figures_than_today_s_is_taken_anew()
    {
        await Add(Some.Facet());
        await TakeAsync();
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        await db.ExecuteAsync("""update insights_snapshots set metrics = '{"version": 0, "now": 7}'""");
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(_clock.GetUtcNow(), (await TakeAsync()).TakenAt);
    }

    [Fact]
    public async Task Each_owner_and_each_period_has_its_own()
    {
        await Add(Some.Session() with { Owner = "dana" }, Some.Facet());
        await TakeAsync();
        var theirs = await new ToldPeriods(Database, Some.Profile, _clock) { Owner = "dana" }.TakeAsync(Some.Week, refresh: false, CancellationToken.None);
        var nobodys = await new ToldPeriods(Database, Some.Profile, _clock) { Owner = "sam" }.TakeAsync(Some.Week, refresh: false, CancellationToken.None);
        await new ToldPeriods(Database, Some.Profile, _clock).TakeAsync(Period.Custom(Some.Week.First, Some.Week.First.AddDays(3), Some.Zone), refresh: false, CancellationToken.None);

        var all = await new SnapshotStore(Database, _clock).ListAsync(CancellationToken.None);

        Assert.Equal(["weekly 2026-03-02 2026-03-08 1 of 1 1", "3-days 2026-03-02 2026-03-04 1 of 1 1"], all.Select(entry => $"{entry.PeriodType} {entry.PeriodStart:yyyy-MM-dd} {entry.PeriodEnd:yyyy-MM-dd} {entry.Extracted} of {entry.Eligible} {entry.Sessions}"));
        Assert.Equal((1, 0), (theirs.Insights.Now.Summary.Sessions, nobodys.Insights.Now.Summary.Sessions));
    }

    [Theory]
    [InlineData("weekly", "2026-03-02", 7), InlineData("monthly", "2026-03-01", 31), InlineData("10-days", "2026-03-05", 10), InlineData("7-days", "2026-03-01", 7)]
    [InlineData("weekly", "2026-03-03", null), InlineData("monthly", "2026-03-02", null), InlineData("0-days", "2026-03-02", null), InlineData("-3-days", "2026-03-02", null), InlineData("custom", "2026-03-02", null), InlineData("007-days", "2026-03-02", null)]
    public void A_period_is_named_by_its_kind_and_first_day(string kind, string first, int? days) =>
        Assert.Equal(days, Period.Named(kind, DateOnly.Parse(first), Some.Zone)?.Days);

    static readonly ReportFormat[] Formats = [ReportFormat.Html, ReportFormat.Markdown, ReportFormat.Discord];

    Task<Snapshot> TakeAsync(bool refresh = false) => new ToldPeriods(Database, Some.Profile, _clock).TakeAsync(Some.Week, refresh, CancellationToken.None);
}
