using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Debrief.Alerts;
using Debrief.Insights;
using Debrief.Storage;
using Debrief.Tests.Cli;
using Debrief.Tests.Configuration;
using Debrief.Tests.Deliveries;
using Debrief.Tests.Insights;
using Debrief.Tests.Server;
using Debrief.Tests.Support;

namespace Debrief.Tests.Alerts;

public sealed class AlertsOnSqlite() : AlertTests(new Sqlite());
public sealed class AlertsOnPostgres() : AlertTests(new Postgres());

/// <summary>From rows in the database to what is told, with the commands a person uses. Days are counted back from today.</summary>
public abstract class AlertTests(TestDatabase on) : IAsyncLifetime
{
    readonly TempFolder _home = new();
    readonly DateTimeOffset _noon = new(DateTime.UtcNow.Date.AddHours(12), TimeSpan.Zero);
    string _connection = null!;
    Receiver _discord = null!;

    public async ValueTask InitializeAsync()
    {
        (_connection, _discord) = (on.New(), await Receiver.DiscordAsync());
        _home.Write("webhook", $"{_discord.Url}api/webhooks/1/x");
        _home.Write("profile.yaml", "time_zone: UTC\n");
        _home.Write("config.yaml", $"database: \"{_connection}\"\ndeliver: {{discord: {{webhook: \"file:webhook\", mention: \"42\"}}}}\n");
        for (var day = 30; day > 1; day--)
            await SessionsAsync(day, 0, 1, 0, 1, 1, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _discord.DisposeAsync();
        _home.Dispose();
        on.Dispose();
    }

    [Fact]
    public async Task A_spike_is_told_once_and_once_when_it_is_over()
    {
        Assert.Empty((await CheckAsync())["begun"]!.AsArray());
        await SessionsAsync(1, 4, 3, 4, 3, 5, 4);
        Assert.Single((await CheckAsync())["begun"]!.AsArray());
        Assert.Empty((await CheckAsync())["begun"]!.AsArray());
        Assert.Equal("friction", (string?)(await AlertsAsync())[0]!["kind"]);

        await SessionsAsync(0, [.. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 6)]);
        Assert.Single((await CheckAsync())["over"]!.AsArray());
        await CheckAsync();

        Assert.Equal(["**Debrief: friction spike**", "**Debrief: friction spike is over**"], _discord.Taken.Select(each => ((string)each.Json["content"]!).Split('\n')[0].Replace("\u200b", "")));
        Assert.Contains("debrief session", (string?)_discord.Taken[0].Json["content"]);
        Assert.Equal("""{"parse":[]}""", _discord.Taken[0].Json["allowed_mentions"]!.ToJsonString());
        Assert.Empty(await AlertsAsync());
        Assert.Contains("are usual", (string?)(await AlertsAsync("--all"))[0]!["ended_because"]);
    }

    [Fact]
    public async Task What_a_killed_check_found_is_told_by_the_next()
    {
        await SessionsAsync(1, 4, 3, 4, 3, 5, 4);
        await using (var database = await OpenAsync())
            Assert.Single((await new AlertCheck(new HistoryReader(database, new() { TimeZone = TimeZoneInfo.Utc }), new AlertStore(database, TimeProvider.System), TimeProvider.System).RunAsync(CancellationToken.None)).Begun);
        Assert.Empty(_discord.All);

        await CheckAsync();
        await CheckAsync();

        Assert.Single(_discord.Taken);
    }

    [Fact]
    public async Task Of_one_that_is_snoozed_nothing_is_told_and_one_that_is_acknowledged_goes_on()
    {
        await SessionsAsync(1, 4, 3, 4, 3, 5, 4);
        await CheckAsync();
        var id = (string)(await AlertsAsync())[0]!["id"]!.ToString();

        Assert.Contains("acknowledged", (await DebriefAsync("alerts", "acknowledge", id)).Output);
        Assert.Contains("snoozed until", (await DebriefAsync("alerts", "snooze", id, "--for", "2w")).Output);
        await SessionsAsync(0, [.. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 6)]);
        Assert.Single((await CheckAsync())["over"]!.AsArray());

        Assert.Single(_discord.Taken);
        Assert.Equal(2, (await DebriefAsync("alerts", "acknowledge", "99")).ExitCode);
        Assert.Equal(2, (await DebriefAsync("alerts", "snooze", id, "--for", "ever")).ExitCode);
    }

    [Fact]
    public async Task One_that_goes_on_at_the_end_of_a_snooze_is_told_once_more_unless_somebody_knows_of_it()
    {
        await SessionsAsync(1, 4, 3, 4, 3, 5, 4);
        await CheckAsync();
        await using var database = await OpenAsync();
        var store = new AlertStore(database, TimeProvider.System);
        var id = (await store.ListAsync(onlyOpen: true, 1, CancellationToken.None))[0].Id;
        await using (var db = await database.ConnectAsync(CancellationToken.None))
            await db.ExecuteAsync("update alerts set began_at = @longAgo", new { longAgo = _noon.AddDays(-20) });
        await store.SnoozeAsync(id, DateTimeOffset.UtcNow.AddHours(1), CancellationToken.None);
        await CheckAsync();
        Assert.Single(_discord.Taken);

        await store.SnoozeAsync(id, DateTimeOffset.UtcNow.AddSeconds(-1), CancellationToken.None);
        await CheckAsync();
        await CheckAsync();
        Assert.Equal("**Debrief: friction spike goes on**", ((string)_discord.Taken[1].Json["content"]!).Split('\n')[0].Replace("\u200b", ""));
        Assert.Equal(2, _discord.Taken.Count);

        await store.AcknowledgeAsync(id, CancellationToken.None);
        await store.SnoozeAsync(id, DateTimeOffset.UtcNow.AddSeconds(-1), CancellationToken.None);
        await CheckAsync();
        Assert.Equal(2, _discord.Taken.Count);
    }

    [Fact]
    public async Task A_backtest_shows_what_would_have_fired_and_keeps_nothing()
    {
        await SessionsAsync(12, 4, 3, 4, 3, 5, 4, 4, 5, 4, 4);

        var fired = await DebriefAsync("alerts", "backtest", "--since", $"{_noon.AddDays(-14):yyyy-MM-dd}");

        Assert.Contains($"friction spike, from {_noon.AddDays(-12):yyyy-MM-dd} to {_noon.AddDays(-9):yyyy-MM-dd}", fired.Output);
        Assert.Empty(await AlertsAsync("--all"));
        Assert.Contains("Nothing would have fired", (await DebriefAsync("alerts", "backtest", "--since", $"{_noon.AddDays(-5):yyyy-MM-dd}")).Output);
    }

    [Fact]
    public async Task Two_checks_at_once_begin_one_alert()
    {
        await SessionsAsync(1, 4, 3, 4, 3, 5, 4);
        await using var database = await OpenAsync();
        var check = new AlertCheck(new HistoryReader(database, new() { TimeZone = TimeZoneInfo.Utc }), new AlertStore(database, TimeProvider.System), TimeProvider.System);

        var begun = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => check.RunAsync(CancellationToken.None)));

        Assert.Single(begun.SelectMany(each => each.Begun));
    }

    [Fact]
    public async Task Over_the_API_alerts_are_listed_acknowledged_and_snoozed()
    {
        await using var served = await ServedMachine.StartAsync(on);
        await served.Machine.ExecuteAsync("""
            insert into alerts (kind, about, summary, look_at, began_at, last_seen_at) values ('follow-up', 'Sam', 'Something for Sam', '{"sessions": ["a"], "commands": []}', @now, @now)
            """, new { now = served.Machine.Clock.GetUtcNow() });

        var alert = (await served.GetAsync("/api/alerts"))[0]!;
        Assert.Equal(("Sam", "a"), ((string?)alert["about"], (string?)alert["look_at"]!["sessions"]![0]));
        Assert.NotNull((await served.SendAsync(HttpMethod.Post, $"/api/alerts/{alert["id"]}/acknowledge", null))["acknowledged_at"]);
        Assert.NotNull((await served.SendAsync(HttpMethod.Post, $"/api/alerts/{alert["id"]}/snooze?days=3", null))["snoozed_until"]);
        await served.SendAsync(HttpMethod.Post, "/api/alerts/99/acknowledge", null, HttpStatusCode.NotFound);
        await served.SendAsync(HttpMethod.Post, $"/api/alerts/{alert["id"]}/snooze?days=0", null, HttpStatusCode.BadRequest);
    }

    Task<Database> OpenAsync() => Database.OpenAsync(_connection, CancellationToken.None);

    async Task<JsonNode> CheckAsync()
    {
        var run = await DebriefAsync("alerts", "check", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    async Task<JsonArray> AlertsAsync(params string[] options) => JsonNode.Parse((await DebriefAsync(["alerts", "--json", .. options])).Output)!.AsArray();

    Task<Run> DebriefAsync(params string[] arguments) => Run.Debrief([.. arguments, "--home", _home.Path]);

    async Task SessionsAsync(int daysAgo, params int[] corrections)
    {
        await using var database = await OpenAsync();
        await using var db = await database.ConnectAsync(CancellationToken.None);
        var rows = new InsertedRows(db);
        foreach (var count in corrections)
        {
            var session = Some.Session() with { StartedAt = _noon.AddDays(-daysAgo).AddHours(-1), EndedAt = _noon.AddDays(-daysAgo) };
            rows.Session(session);
            await rows.FacetAsync(session.Id, Some.Facet() with { CourseCorrections = count });
        }
    }
}
