using System.Net;
using System.Text.Json.Nodes;
using Debrief.EndToEnd.Facets;
using Debrief.EndToEnd.Server;
using Debrief.EndToEnd.Support;
using Debrief.MockModel;
using Debrief.Storage;
using Debrief.Tests.Support;
using Npgsql;

namespace Debrief.EndToEnd.Outages;

/// <summary>A PostgreSQL server of these tests' own, stopped and started while Debrief works.</summary>
public sealed class StoppedServerTests : IAsyncLifetime
{
    const int Sessions = 30;
    const string Line = "debrief: The database's server was stopped, or can't be reached any more: ";

    static readonly string[] extract = ["extract", "--limit", "100", "--concurrency", "2", "--json"];

    readonly DebriefProcess _debrief = new();
    PrivatePostgres _postgres = null!;
    MockMessages _model = null!;
    WatchedModel _watched = null!;

    public async ValueTask InitializeAsync()
    {
        _postgres = PrivatePostgres.Start()!;
        Assert.SkipWhen(_postgres is null, "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        _postgres.Execute("create database debrief");
        _model = await MockMessages.StartAsync();
        _model.Responder = FacetReply.To;
        _watched = new(_model, SessionOf);
        _debrief.Environment["DEBRIEF_DATABASE"] = _postgres.ConnectionTo("debrief") + ";Timeout=5";
        _debrief.Environment["ANTHROPIC_API_KEY"] = "sk-ant-of-nobody";
        _debrief.Environment["ANTHROPIC_BASE_URL"] = _model.Url;
        await File.WriteAllTextAsync(Path.Combine(_debrief.Home, "config.yaml"), "model: { via: anthropic }\n");
        for (var i = 0; i < Sessions; i++)
            await Talk(i).SaveAsync(_debrief.Environment["CLAUDE_CONFIG_DIR"]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_model is not null)
            await _model.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _debrief.Dispose();
    }

    [Fact]
    public async Task Who_asks_the_server_meanwhile_is_told_to_come_again_and_then_gets_everything()
    {
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();
        using var served = await ServedOnPort.StartAsync(_debrief);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(served, "/api/sessions"));

        await _postgres.StopAsync();
        using var refused = await served.AskAsync("/api/sessions");
        var (live, ready) = (await StatusAsync(served, "/health/live"), await StatusAsync(served, "/health/ready"));
        var job = await served.BeginAsync("sync-claude-sessions");
        await _postgres.StartAsync();
        await ServedOnPort.UntilAsync(async _ => await StatusAsync(served, "/api/sessions") == HttpStatusCode.OK);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.StartsWith("The database can't be reached", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["detail"]);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (live, ready, job));
        await ServedOnPort.UntilAsync(async _ => await served.BeginAsync("sync-claude-sessions") == HttpStatusCode.Accepted);
        Assert.Equal("succeeded", (string?)(await served.EndOfAsync("sync-claude-sessions", Environment.MachineName))["outcome"]);
        var ended = await served.Process.EndAsync();
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("GET /api/sessions failed: The database's server was stopped, or can't be reached any more: ", ended.Errors + ended.Output);
        Assert.DoesNotContain("   at ", ended.Errors + ended.Output); // What is known needs no place in the code.
    }

    [Fact]
    public async Task A_sync_that_it_breaks_off_says_so_in_a_line_and_the_next_one_brings_everything_once()
    {
        (await _debrief.RunAsync("database", "migrate")).Succeeded();
        using var sync = await StartSyncAndStopAsync();

        var ended = await sync.WaitAsync();
        var refused = await _debrief.RunAsync("sync", "--no-archive");
        await _postgres.StartAsync();

        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Matches($"^{Line}[^\n]+ What was done so far is kept; run it again\\.\n$", ended.Errors);
        refused.RefusedWithOneLine("the server can't be reached");
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();
        Assert.Equal((Sessions, 4 * Sessions), (await CountAsync("select count(*) from claude_sessions"), await CountAsync("select count(*) from message_usage")));
    }

    [Fact]
    public async Task An_extraction_outlives_a_restart_and_keeps_the_answers_that_came_meanwhile()
    {
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();
        using var answer = HoldAnswersAfter(Sessions / 3);
        using var extraction = _debrief.Start(extract);
        await AreAskedAsync(Sessions / 3 + 2);

        await _postgres.StopAsync();
        answer.Set();
        await Task.Delay(TimeSpan.FromSeconds(1));
        await _postgres.StartAsync();
        var ended = (await extraction.WaitAsync()).Succeeded();

        Assert.Equal(Sessions, ended.Json.GetProperty("extracted").GetInt32());
        Assert.Equal((Sessions, Sessions), (await CountAsync("select count(*) from session_facets where extractor = 'model'"), await CountAsync("select count(*) from extraction_attempts")));
        Assert.Equal(Sessions, _model.Received.Count);
        Assert.Empty(_watched.AskedTwiceAtOnce);
    }

    [Fact]
    public async Task An_extraction_gives_a_server_up_that_does_not_come_back_and_the_next_one_goes_on()
    {
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();
        using var answer = HoldAnswersAfter(Sessions / 3);
        using var extraction = _debrief.Start(extract);
        await AreAskedAsync(Sessions / 3 + 2);

        await _postgres.StopAsync();
        answer.Set();
        var ended = await extraction.WaitAsync();
        await _postgres.StartAsync();

        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Matches($"{Line}[^\n]+\n$", ended.Errors);
        Assert.DoesNotContain("   at ", ended.Errors);
        (await _debrief.RunAsync(extract)).Succeeded();
        Assert.Equal((Sessions, Sessions), (await CountAsync("select count(*) from session_facets where extractor = 'model'"), await CountAsync("select count(*) from extraction_attempts where outcome = 'extracted'")));
        Assert.Equal(2, await CountAsync("select count(*) from extraction_attempts where outcome = 'interrupted'")); // Whose answers nobody could keep.
        Assert.Equal(Sessions + 2, _model.Received.Count);
    }

    /// <summary>While it waits for the right to write, which somebody else has.</summary>
    async Task<RunningProcess> StartSyncAndStopAsync()
    {
        await using var db = new NpgsqlConnection(_debrief.Database + ";Pooling=False");
        await db.OpenAsync();
        await using var alone = db.CreateCommand();
        alone.CommandText = Dialect.Postgres.BeginAlone("sync");
        await alone.ExecuteNonQueryAsync();
        var sync = _debrief.Start("sync", "--no-archive");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await CountAsync("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 0)
            await Task.Delay(20, patience.Token);
        await _postgres.StopAsync();
        return sync;
    }

    ManualResetEventSlim HoldAnswersAfter(int questions)
    {
        var (answer, asked) = (new ManualResetEventSlim(), 0);
        _model.Responder = prompt =>
        {
            if (Interlocked.Increment(ref asked) > questions)
                answer.Wait(TimeSpan.FromMinutes(1));
            return FacetReply.To(prompt);
        };
        return answer;
    }

    async Task AreAskedAsync(int questions)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (_model.Received.Count < questions)
            await Task.Delay(20, patience.Token);
    }

    static async Task<HttpStatusCode> StatusAsync(ServedOnPort served, string path)
    {
        using var answer = await served.AskAsync(path);
        return answer.StatusCode;
    }

    static string IdOf(int number) => $"5e55{number:0000}-0000-4000-8000-000000000001";

    static string SessionOf(ReceivedPrompt prompt) => IdOf(int.Parse(prompt.User.Split("number ")[1].Split(' ')[0]));

    static WrittenSession Talk(int number) => Enumerable.Range(0, 4).Aggregate(
        new WrittenSession(IdOf(number)),
        (session, turn) => session.Say($"Please mend cart number {number} for customer {turn}").Answer("Done. All tests pass."));

    async Task<int> CountAsync(string query) => int.Parse((await Support.Database.RowsAsync(_debrief.Database + ";Pooling=False", query))[0]);
}
