using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Debrief.Tests.Support;

namespace Debrief.EndToEnd.Support;

/// <summary>The invented weeks, served by the built program from a database of one kind, and a browser that has signed in.</summary>
public abstract class ServedWeeks(TestDatabase on) : IAsyncLifetime
{
    readonly DebriefProcess _debrief = new();
    readonly Lock _starting = new();
    Task? _started, _told;
    RunningProcess? _server;
    string? _cookies;

    public string Url { get; } = $"http://127.0.0.1:{FreePort()}";
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

    internal Task<List<string>> RowsAsync(string query) => Support.Database.RowsAsync(Database, query);

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

    /// <summary>The latest two weeks that are over, told if they aren't yet: weekly/2026-02-09 and the one before.</summary>
    internal async Task<(string Latest, string Before)> TwoWeeksAsync()
    {
        await StartedAsync();
        var day = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1)); // In the sample's zone it may still be yesterday.
        var latest = day.AddDays(-7 - ((int)day.DayOfWeek + 6) % 7);
        lock (_starting)
            _told ??= TellAsync(latest);
        await _told;
        return ($"weekly/{latest:yyyy-MM-dd}", $"weekly/{latest.AddDays(-7):yyyy-MM-dd}");
    }

    async Task TellAsync(DateOnly latest)
    {
        foreach (var first in (DateOnly[])[latest.AddDays(-7), latest])
            (await RunAsync("report", "--since", $"{first:yyyy-MM-dd}", "--until", $"{first.AddDays(6):yyyy-MM-dd}", "--no-narrative")).Succeeded();
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
        (await _debrief.RunAsync("extract", "--limit", "1000")).Succeeded();
        _server = _debrief.StartServing("serve", "--urls", Url, "--no-jobs");
        await _server.ShownAsync("Sign in, once");
        await using var page = await Browser.OpenAsync();
        await page.GoAsync($"{Url}/sign-in");
        await page.Page.FillAsync("input[name=token]", Token);
        await page.FollowAsync("main button[type=submit]");
        _cookies = await page.Page.Context.StorageStateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _server?.Dispose();
        await Browser.DisposeAsync();
        _debrief.Dispose();
        on.Dispose();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
