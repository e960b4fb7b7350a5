using System.Net;
using System.Net.Sockets;
using Debrief.Tests.Support;

namespace Debrief.EndToEnd.Support;

/// <summary>The invented weeks, served by the built program from a database of one kind, and a browser that has signed in.</summary>
public abstract class ServedWeeks(TestDatabase on) : IAsyncLifetime
{
    readonly DebriefProcess _debrief = new();
    readonly Lock _starting = new();
    Task? _started;
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
