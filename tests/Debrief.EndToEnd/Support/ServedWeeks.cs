using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Debrief.Sample;
using Debrief.Tests.Support;

namespace Debrief.EndToEnd.Support;

/// <summary>The invented weeks, served by the built program from a database of one kind, and a browser that has signed in.</summary>
public abstract class ServedWeeks(TestDatabase on) : IAsyncLifetime
{
    /// <summary>Of the invented weeks.</summary>
    static readonly DateOnly s_lastSunday = SampleWeeks.LastSundayBefore(DateOnly.FromDateTime(DateTime.UtcNow.AddHours(-12)));

    readonly DebriefProcess _debrief = new();
    readonly Lock _starting = new();
    Task? _started, _told;
    RunningProcess? _server;
    string? _cookies;
    (string Name, string Is)[]? _places;

    /// <summary>In SQL, of claude_sessions s: those that somebody talked with.</summary>
    public const string Own = "s.parent_id is null and s.human_messages > 0 and s.initiated_by in ('user-interactive', 'discord-mention')";

    public string Url { get; } = FreeUrl();
    internal Browser Browser { get; } = new();

    /// <summary>One of the sample's folders: what belongs to the server.</summary>
    public string Home { get; private set; } = "";

    internal string Database => _debrief.Database;
    public string Token => File.ReadAllText(Path.Combine(Home, "server.token")).Trim();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>By the first test that needs it, so that a test can be skipped where something is missing.</summary>
    public Task StartedAsync()
    {
        lock (_starting)
            return _started ??= StartAsync();
    }

    /// <summary>An empty page of somebody who has signed in.</summary>
    internal async Task<OpenedPage> OpenAsync(int width = 1400, bool dark = false, bool scripts = true)
    {
        await StartedAsync();
        return await Browser.OpenAsync(width, dark, _cookies, scripts);
    }

    /// <summary>A page of the server, opened by somebody who has signed in.</summary>
    internal async Task<OpenedPage> OpenAsync(string path, int width = 1400, bool dark = false, bool scripts = true)
    {
        var page = await OpenAsync(width, dark, scripts);
        await page.GoAsync(Url + path);
        return page;
    }

    /// <summary>Likewise, by somebody whose token may only read.</summary>
    internal async Task<OpenedPage> OpenReadOnlyAsync(string path)
    {
        await StartedAsync();
        var token = await TokenAsync("read");
        var page = await Browser.OpenAsync();
        await page.GoAsync($"{Url}{path}");
        await page.Page.FillAsync("input[name=token]", token);
        await page.FollowAsync("main button[type=submit]");
        return page;
    }

    /// <summary>What only time brings: reports of two weeks in a row, so that the second tells what became of what the first recommended; and alerts, two that go on and one that is over.</summary>
    public Task ToldAsync()
    {
        lock (_starting)
            return _told ??= TellAsync();
    }

    async Task TellAsync()
    {
        await StartedAsync();
        var last = s_lastSunday;
        foreach (var week in (DateOnly[])[last.AddDays(-7), last])
            (await RunAsync("report", "--since", $"{week.AddDays(-6):yyyy-MM-dd}", "--until", $"{week:yyyy-MM-dd}", "--no-narrative")).Succeeded();
        var loops = string.Join(',', (await RowsAsync("select session_id from session_facets where retry_loops > 0 order by session_id")).Append("gone").Select(id => $"\"{id}\""));
        await RowsAsync($$"""
            insert into alerts (kind, about, summary, look_at, value, usual, began_at, last_seen_at, ended_at, ended_because) values
              ('friction', '', 'Corrections rose to 3.0 per session <script>alert(1)</script>', '{"sessions":[{{loops}}],"commands":["debrief session gone"]}', 3, 1, '{{last.AddDays(-3):yyyy-MM-dd}}T10:00:00.000Z', '{{last:yyyy-MM-dd}}T10:00:00.000Z', null, null),
              ('follow-up', 'Dana Reyes', 'Something for Dana Reyes was begun and not finished.', '{"sessions":[],"commands":[]}', 8, null, '{{last.AddDays(-2):yyyy-MM-dd}}T10:00:00.000Z', '{{last:yyyy-MM-dd}}T10:00:00.000Z', null, null),
              ('cost', 'GoodSomm', 'A day cost four times as much as usual.', '{"sessions":[],"commands":[]}', 8, 2, '{{last.AddDays(-9):yyyy-MM-dd}}T10:00:00.000Z', '{{last.AddDays(-8):yyyy-MM-dd}}T10:00:00.000Z', '{{last.AddDays(-7):yyyy-MM-dd}}T10:00:00.000Z', 'Days cost as much as usual again.')
            returning id
            """);
    }

    internal async Task<List<string>> RowsAsync(string query)
    {
        await StartedAsync();
        return await Support.Database.RowsAsync(Database, query);
    }

    internal Task<Finished> RunAsync(params string[] arguments) => _debrief.RunAsync(arguments);

    /// <summary>A token of a scope, as somebody would make one.</summary>
    internal async Task<string> TokenAsync(string scope) =>
        (await RunAsync("tokens", "add", $"{scope}-{Guid.NewGuid():N}", "--scope", scope)).Succeeded().Output.Trim();

    /// <summary>What the server answers a program.</summary>
    internal async Task<JsonElement> JsonAsync(string path)
    {
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
        return JsonElement.Parse(await client.GetStringAsync(Url + path));
    }

    /// <summary>The project of most sessions that count for a business.</summary>
    internal async Task<string> ProjectOfAsync(string business) => (await RowsAsync($"""
        select s.project
          from claude_sessions s
          join session_facets f on f.session_id = s.id
         where s.parent_id is null and cast(f.businesses as text) like '["{business}"%'
         group by s.project
         order by count(*) desc, s.project
         limit 1
        """))[0];

    /// <summary>This moment as this database has times.</summary>
    internal string Now => on is Sqlite ? $"'{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}'" : $"'{DateTime.UtcNow:O}'";

    /// <summary>A text as this database has JSON.</summary>
    internal string JsonOf(string json) => on is Sqlite ? $"'{json}'" : $"'{json}'::jsonb";

    /// <summary>An address of a page, with what only these weeks know put in: LOOPED, BARE, PROJECT, LATEST, EARLIER.</summary>
    internal async Task<string> AddressAsync(string path)
    {
        await ToldAsync();
        _places ??= await PlacesAsync();
        return _places.Aggregate(path, (address, place) => address.Replace(place.Name, place.Is, StringComparison.Ordinal));
    }

    async Task<(string Name, string Is)[]> PlacesAsync()
    {
        var (latest, before) = await TwoWeeksAsync();
        return
        [
            ("LOOPED", (await RowsAsync("select session_id from session_facets where retry_loops > 0 order by session_id"))[0]),
            ("BARE", (await RowsAsync("select s.id from claude_sessions s where s.parent_id is null and not exists (select 1 from session_facets f where f.session_id = s.id) order by s.id"))[0]),
            ("PROJECT", Uri.EscapeDataString(await ProjectOfAsync("indy-hall"))),
            ("LATEST", latest),
            ("EARLIER", before),
        ];
    }

    /// <summary>A day of the profile's, so many days ago, and when it begins.</summary>
    internal (string Day, string Begins) DaysAgo(int days)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(File.ReadLines(Path.Combine(Home, "profile.yaml")).Single(line => line.StartsWith("time_zone: ", StringComparison.Ordinal))["time_zone: ".Length..]);
        var day = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, zone).Date.AddDays(-days);
        return ($"{day:yyyy-MM-dd}", $"{TimeZoneInfo.ConvertTimeToUtc(day, zone):yyyy-MM-ddTHH:mm:ss.fffZ}");
    }

    /// <summary>The two weeks that <see cref="ToldAsync"/> tells: weekly/2026-02-09 and the one before.</summary>
    internal async Task<(string Latest, string Before)> TwoWeeksAsync()
    {
        await ToldAsync();
        return ($"weekly/{s_lastSunday.AddDays(-6):yyyy-MM-dd}", $"weekly/{s_lastSunday.AddDays(-13):yyyy-MM-dd}");
    }

    /// <summary>Text of others, where a test wants some before the server starts.</summary>
    protected virtual Task WriteMoreAsync(string transcripts) => Task.CompletedTask;

    async Task StartAsync()
    {
        await Browser.InitializeAsync();
        (await _debrief.RunAsync("demo")).Succeeded();
        Home = Path.Combine(_debrief.Home, "sample");
        _debrief.Environment["DEBRIEF_HOME"] = Home;
        _debrief.Environment["CLAUDE_CONFIG_DIR"] = Home;
        _debrief.Environment["DEBRIEF_DATABASE"] = on is Sqlite ? Path.Combine(Home, "debrief.db") : on.New();
        await WriteMoreAsync(Home);
        (await _debrief.RunAsync("sync")).Succeeded();
        _server = _debrief.StartServing("serve", "--urls", Url, "--no-jobs");
        await _server.ShownAsync("Sign in, once");
        await TakeInAsync();
        _cookies = await SignInAsync(Browser, Url, Token);
    }

    /// <summary>Another's sessions, as a machine of theirs hands them in.</summary>
    async Task TakeInAsync()
    {
        using var laptop = new DebriefProcess();
        await OthersSessions.WriteAsync(laptop.Environment["CLAUDE_CONFIG_DIR"]);
        laptop.Environment["DEBRIEF_TOKEN"] = (await RunAsync("tokens", "add", OthersSessions.Host, "--scope", "push", "--owner", OthersSessions.Owner)).Succeeded().Output.Trim();
        (await laptop.RunAsync("push", "--to", Url, "--host", OthersSessions.Host)).Succeeded();
        (await RunAsync("sync")).Succeeded();
        (await RunAsync("extract", "--limit", "1000")).Succeeded();
    }

    internal static async Task<string> SignInAsync(Browser browser, string url, string token)
    {
        await using var page = await browser.OpenAsync();
        await page.GoAsync($"{url}/sign-in");
        await page.Page.FillAsync("input[name=token]", token);
        await page.FollowAsync("main button[type=submit]");
        return await page.Page.Context.StorageStateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _server?.Dispose();
        await Browser.DisposeAsync();
        _debrief.Dispose();
        on.Dispose();
    }

    internal static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}

public sealed class WeeksOnSqlite() : ServedWeeks(new Sqlite());
public sealed class WeeksOnPostgres() : ServedWeeks(new Postgres());

/// <summary>One server and one browser for all classes of tests that look at the same weeks.</summary>
[CollectionDefinition]
public sealed class OnSqlite : ICollectionFixture<WeeksOnSqlite>;

/// <inheritdoc cref="OnSqlite"/>
[CollectionDefinition]
public sealed class OnPostgres : ICollectionFixture<WeeksOnPostgres>;
