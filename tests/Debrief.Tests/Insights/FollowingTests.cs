using Debrief.Facets;
using Debrief.Insights;
using Debrief.Insights.Recommending;
using Debrief.Insights.Snapshots;
using Debrief.Reports;
using Debrief.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Insights;

public sealed class FollowingOnSqlite() : FollowingTests(new Sqlite());
public sealed class FollowingOnPostgres() : FollowingTests(new Postgres());

/// <summary>What becomes of a recommendation, week after week.</summary>
public abstract class FollowingTests(TestDatabase on) : InsightsTests(on)
{
    readonly FakeTimeProvider _clock = new(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task One_that_is_taken_up_resolves_and_returns_when_its_figure_does()
    {
        await WeekAsync(1, missed: 4, used: 0);
        await WeekAsync(2, missed: 3, used: 2);
        await WeekAsync(3, missed: 0, used: 3);
        await WeekAsync(4, missed: 0, used: 1);
        await WeekAsync(5, missed: 5, used: 0);

        var first = await TellAsync(1);
        Assert.Equal(("use-skill:compose", "skill_missed:compose", "down", 4), Of(Assert.Single(first.Recommendations)));
        Assert.Empty(first.FollowUps);
        Assert.Equal(("taken_up", 4, 3), Of(Assert.Single((await TellAsync(2)).FollowUps)));

        var third = await TellAsync(3);
        Assert.Equal(("resolved", 4, 0), Of(Assert.Single(third.FollowUps)));
        Assert.Empty(third.Recommendations);
        Assert.Empty((await TellAsync(4)).FollowUps);

        var fifth = await TellAsync(5);
        Assert.Equal(("returned", 4, 5), Of(Assert.Single(fifth.FollowUps)));
        Assert.Equal("returned", Assert.Single(fifth.Recommendations).Status);
        Assert.Equal("returned", Assert.Single(await ListAsync()).Status);
    }

    [Fact]
    public async Task One_that_nobody_follows_is_called_so_and_one_of_which_nothing_tells_isn_t()
    {
        await WeekAsync(1, missed: 4, used: 0);
        await WeekAsync(2, missed: 4, used: 0);

        await TellAsync(1);
        Assert.Equal(("ignored", 4, 4), Of(Assert.Single((await TellAsync(2)).FollowUps)));
        Assert.Equal("proposed", Following.Of([Known with { Signal = null }], Some.Week, (await Now()) with { SystemHealth = new(100, 9, [new("stale_file", 9)], 0, 0, 0, 0, 0, 0) }, await Now(), [new("x", "y") { Key = Known.Key, Metric = Known.Metric }]).Kept[0].Status);
    }

    [Fact]
    public async Task A_figure_that_isn_t_known_changes_nothing()
    {
        await WeekAsync(1, missed: 4, used: 0);
        await TellAsync(1);
        await Add(Some.Session("2026-03-10 10:00"));

        Assert.Equal(new FollowUp("", "proposed", "skill_missed:compose", 4, 4, null, default), Assert.Single((await TellAsync(2)).FollowUps) with { Title = "", Since = default });
    }

    [Fact]
    public async Task One_that_is_dismissed_never_comes_again()
    {
        await WeekAsync(1, missed: 4, used: 0);
        await WeekAsync(2, missed: 4, used: 0);
        await TellAsync(1);
        var store = new RecommendationStore(Database, _clock);

        await store.DismissAsync((await ListAsync())[0].Id, CancellationToken.None);

        var second = await TellAsync(2);
        Assert.Empty(second.Recommendations);
        Assert.Empty(second.FollowUps);
        Assert.Equal("dismissed", Assert.Single(await ListAsync()).Status);
        await Assert.ThrowsAsync<NothingFound>(() => store.DismissAsync(4711, CancellationToken.None));
    }

    [Fact]
    public async Task Told_again_or_late_a_period_changes_nothing()
    {
        await WeekAsync(1, missed: 4, used: 0);
        await WeekAsync(2, missed: 3, used: 2);
        await TellAsync(1);
        await TellAsync(2);
        var kept = await ListAsync();

        await TellAsync(2, refresh: true);
        await TellAsync(1, refresh: true);

        Assert.Equal(kept, await ListAsync());
    }

    [Fact]
    public async Task A_month_is_held_against_the_target_of_the_one_before_not_against_the_first_one_s()
    {
        await MonthAsync(3, missed: 8);
        await MonthAsync(4, missed: 6);
        await MonthAsync(5, missed: 4);

        Assert.Equal(["Last month's: ", "For next month: at most 4, from 8"], await TargetsAsync(3));
        Assert.Equal(["Last month's: at most 4 was the target, from 8; it is 6: better, not reached", "For next month: at most 3, from 6"], await TargetsAsync(4));
        Assert.Equal(["Last month's: at most 3 was the target, from 6; it is 4: better, not reached", "For next month: at most 2, from 4"], await TargetsAsync(5));
        Assert.Equal(["Last month's: at most 3 was the target, from 6; it is 4: better, not reached", "For next month: at most 2, from 4"], await TargetsAsync(5, refresh: true));
    }

    [Fact]
    public async Task A_month_that_set_no_target_has_none_that_is_missed()
    {
        await MonthAsync(3, missed: 8);
        await MonthAsync(4, missed: 0);
        await MonthAsync(5, missed: 6);

        await TargetsAsync(3);
        await TargetsAsync(4);

        Assert.Equal(["Last month's: ", "For next month: at most 3, from 6"], await TargetsAsync(5));
    }

    async Task MonthAsync(int month, int missed)
    {
        for (var i = 0; i < 10; i++)
            await Add(Some.Facet() with { SkillsMissed = i < missed ? ["compose"] : [], SkillsUsed = [] }, $"2026-{month:00}-10 {10 + i}:00");
    }

    async Task<string[]> TargetsAsync(int month, bool refresh = false)
    {
        var told = await new ToldPeriods(Database, Some.Profile, _clock).TakeAsync(Period.Monthly(new(2026, month, 1), Some.Zone), refresh, CancellationToken.None);
        var text = new ReportText(told.Insights, told.Profile);
        const string name = "Sessions that missed /compose: ";
        return [$"Last month's: {string.Join(' ', MonthText.Results(text)).Replace(name, "").TrimEnd('.')}", $"For next month: {string.Join(' ', MonthText.Targets(text)).Replace(name, "").Split(" this month")[0]}"];
    }

    static readonly Advised Known = new() { PeriodType = "weekly", Key = "prevent:stale_file", Title = "x", Why = "y", Metric = "failures:stale_file", Direction = "down", Value = 9, Status = "proposed", FirstPeriod = Some.Week.First.AddDays(-7), LastPeriod = Some.Week.First.AddDays(-7) };

    static (string, string, string, double) Of(Recommendation given) => (given.Key, given.Metric, given.Direction, given.Value);
    static (string, double, double?) Of(FollowUp followed) => (followed.Status, followed.Then, followed.Now);

    async Task WeekAsync(int week, int missed, int used)
    {
        for (var i = 0; i < missed + used + 1; i++)
            await Add(Some.Facet() with { SkillsMissed = i < missed ? ["compose"] : [], SkillsUsed = i >= missed && i < missed + used ? ["compose"] : [] }, $"2026-03-{4 + 7 * (week - 1):00} {10 + i}:00".Replace("2026-03-32", "2026-04-01"));
    }

    async Task<Metrics> TellAsync(int week, bool refresh = false) =>
        (await new ToldPeriods(Database, Some.Profile, _clock).TakeAsync(Period.Weekly(new DateOnly(2026, 3, 4).AddDays(7 * (week - 1)), Some.Zone), refresh, CancellationToken.None)).Insights.Now;

    Task<IReadOnlyList<Advised>> ListAsync() => new RecommendationStore(Database, _clock).ListAsync(kind: null, CancellationToken.None);
}
