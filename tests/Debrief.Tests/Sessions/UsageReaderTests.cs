using Debrief.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions;

public sealed class UsageReaderOnSqlite() : UsageReaderTests(new Sqlite());
public sealed class UsageReaderOnPostgres() : UsageReaderTests(new Postgres());

public abstract class UsageReaderTests(TestDatabase on) : IAsyncLifetime
{
    static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    SyncedHome _home = null!;

    public async ValueTask InitializeAsync() => _home = await SyncedHome.OpenAsync(on);

    public async ValueTask DisposeAsync()
    {
        await _home.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task Days_are_local_also_where_the_clocks_change()
    {
        // 29 March has 23 hours in Berlin, 25 October 25.
        foreach (var at in (string[])["2026-03-28T22:59Z", "2026-03-28T23:00Z", "2026-03-29T21:59Z", "2026-03-29T22:00Z", "2026-10-24T22:00Z", "2026-10-25T22:59Z", "2026-10-25T23:00Z"])
            await _home.SpendAsync(at, input: 1);

        Assert.Equal(
            [("2026-03-28", 1), ("2026-03-29", 2), ("2026-03-30", 1), ("2026-10-25", 2), ("2026-10-26", 1)],
            (await ReadAsync(UsageBy.Day)).Rows.Select(row => (row.Key.Name!, (int)row.Usage.InputTokens)));
    }

    [Fact]
    public async Task A_week_at_the_edge_of_the_year_is_that_of_its_Thursday()
    {
        foreach (var day in (string[])["2024-12-29", "2024-12-30", "2025-01-05", "2026-12-31", "2027-01-03", "2027-01-04"])
            await _home.SpendAsync($"{day}T12:00Z", input: 1);

        Assert.Equal(
            [("2024-W52", "2024-12-23", 1), ("2025-W01", "2024-12-30", 2), ("2026-W53", "2026-12-28", 2), ("2027-W01", "2027-01-04", 1)],
            (await ReadAsync(UsageBy.Week)).Rows.Select(row => (row.Key.Name!, $"{row.Key.FirstDay:yyyy-MM-dd}", (int)row.Usage.InputTokens)));
    }

    [Fact]
    public async Task Months_are_local()
    {
        await _home.SpendAsync("2026-02-28T23:30Z", input: 1);

        Assert.Equal("2026-03", Assert.Single((await ReadAsync(UsageBy.Month)).Rows).Key.Name);
    }

    [Fact]
    public async Task What_has_no_time_stands_at_the_end_and_is_left_out_where_days_are_asked_for()
    {
        await _home.SpendAsync(null, input: 1);
        await _home.SpendAsync("2026-03-04T12:00Z", input: 2);

        Assert.Equal(["2026-03-04", null], (await ReadAsync(UsageBy.Day)).Rows.Select(row => row.Key.Name));
        var since = await ReadAsync(UsageBy.Model, since: new(2026, 3, 4));
        Assert.Equal((2, 1), ((int)since.Totals.InputTokens, since.MessagesWithoutTime));
    }

    [Fact]
    public async Task The_first_and_the_last_day_belong_to_the_span()
    {
        foreach (var day in Enumerable.Range(1, 5))
            await _home.SpendAsync($"2026-03-0{day}T12:00Z", input: 1);

        Assert.Equal(["2026-03-02", "2026-03-03"], (await ReadAsync(UsageBy.Day, new(2026, 3, 2), new(2026, 3, 3))).Rows.Select(row => row.Key.Name));
    }

    [Fact]
    public async Task All_usage_counts_also_what_is_nobodys_session()
    {
        _home.Add("known", title: "T", project: "/work/site");
        await _home.SpendAsync("2026-03-04T12:00Z", "known", input: 3);
        await _home.SpendAsync("2026-03-04T12:00Z", "known", input: 3);
        await _home.SpendAsync("2026-03-04T12:00Z", "own", input: 2);
        await _home.SpendAsync("2026-03-04T12:00Z", session: null, input: 1);

        Assert.Equal([(new("known", null, "T", "/work/site"), 6), (new("own"), 2), (new(null), 1)], Inputs(await ReadAsync(UsageBy.Session)));
        Assert.Equal([(new("/work/site"), 6), (new(null), 3)], Inputs(await ReadAsync(UsageBy.Project)));
    }

    [Fact]
    public async Task Models_without_a_price_are_counted_and_cost_nobody_knows_what()
    {
        await _home.SpendAsync("2026-03-04T12:00Z", input: 1_000_000);
        await _home.SpendAsync("2026-03-04T12:00Z", model: "gpt-5", input: 7, output: 1, write: 2, read: 3);

        var usage = await ReadAsync(UsageBy.Model);

        Assert.Equal([("claude-haiku-4-5-20251001", 1, 0), ("gpt-5", null, 13)], usage.Rows.Select(row => (row.Key.Name!, row.Usage.CostUsd, (int)row.Usage.UnpricedTokens)));
        Assert.Equal((1, 13, 1_000_013), (usage.Totals.CostUsd, usage.Totals.UnpricedTokens, usage.Totals.TotalTokens));
    }

    [Fact]
    public async Task Messages_of_which_only_a_snapshot_is_known_are_counted()
    {
        await _home.SpendAsync("2026-03-04T12:00Z", output: 1, final: false);
        await _home.SpendAsync("2026-03-04T12:00Z", output: 500);

        var totals = (await ReadAsync(UsageBy.Day)).Totals;

        Assert.Equal((2, 1), (totals.Messages, totals.MessagesWithSnapshotOutput));
    }

    [Fact]
    public async Task A_sessions_usage_is_its_own()
    {
        await _home.SpendAsync("2026-03-04T12:00Z", "mine", input: 1);
        await _home.SpendAsync("2026-03-04T12:00Z", "yours", input: 2);

        Assert.Equal(1, Assert.Single(await _home.Usage.OfSessionAsync(new() { Id = "mine" }, CancellationToken.None)).Usage.InputTokens);
    }

    Task<UsageReport> ReadAsync(UsageBy by, DateOnly? since = null, DateOnly? until = null) => _home.Usage.ReadAsync(by, since, until, _berlin, CancellationToken.None);

    static IEnumerable<(UsageKey, int)> Inputs(UsageReport usage) => usage.Rows.Select(row => (row.Key, (int)row.Usage.InputTokens));
}
