using System.Net;
using Debrief.EndToEnd.Facets;
using Debrief.EndToEnd.Support;
using Debrief.MockModel;
using Debrief.Tests.Support;

namespace Debrief.EndToEnd.Server;

/// <summary>Two servers, each with a home of its own as on two machines, on one PostgreSQL, and a model on loopback that both ask.</summary>
public sealed class TwoServersTests : IAsyncLifetime
{
    const int Sessions = 500;
    const string Extracting = "extract-session-facets";

    readonly Postgres _postgres = new();
    readonly DebriefProcess _one = new(), _two = new();
    MockMessages _model = null!;
    WatchedModel _watched = null!;
    string _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = _postgres.New();
        _model = await MockMessages.StartAsync();
        _model.Responder = FacetReply.To;
        _watched = new(_model, SessionOf);
        foreach (var (server, name) in new[] { (_one, "one"), (_two, "two") })
        {
            server.Environment["DEBRIEF_DATABASE"] = _database;
            server.Environment["ANTHROPIC_API_KEY"] = "sk-ant-of-nobody";
            server.Environment["ANTHROPIC_BASE_URL"] = _model.Url;
            server.Environment["CLAUDE_CONFIG_DIR"] = _one.Environment["CLAUDE_CONFIG_DIR"]; // A share that both see.
            await File.WriteAllTextAsync(Path.Combine(server.Home, "config.yaml"),
                $"model: {{ via: anthropic }}\nextraction: {{ concurrency: 4, max_usd_per_run: 100, max_usd_per_month: 100 }}\nserver: {{ name: {name} }}\njobs: {{ sessions_at_most: {Sessions} }}\n");
        }

        for (var i = 0; i < Sessions; i++)
            await Talk(i).SaveAsync(_one.Environment["CLAUDE_CONFIG_DIR"]);
        (await _one.RunAsync("sync", "--no-archive")).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        _one.Dispose();
        _two.Dispose();
        _postgres.Dispose();
    }

    [Fact]
    public async Task Of_two_servers_that_share_five_hundred_sessions_one_dies_in_the_middle_and_each_is_extracted_exactly_once()
    {
        using var one = await ServedOnPort.StartAsync(_one);
        File.Copy(Path.Combine(_one.Home, "server.token"), Path.Combine(_two.Home, "server.token")); // The first server made it, for all of them.
        using var two = await ServedOnPort.StartAsync(_two);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (await one.BeginAsync(Extracting), await two.BeginAsync(Extracting)));
        await ServedOnPort.UntilAsync(async _ => await CountAsync("select count(distinct pid) from extraction_attempts where outcome = 'extracted'") == 2 && _model.Received.Count > Sessions / 4);
        await one.DieAsync();
        var died = await CountAsync("select count(*) from extraction_attempts where outcome = 'extracted'");
        Assert.Equal("succeeded", (string?)(await two.EndOfAsync(Extracting, "two"))["outcome"]);
        while (await CountAsync("select count(*) from session_facets") < Sessions)
        {
            await ServedOnPort.UntilAsync(async _ => await two.BeginAsync(Extracting) == HttpStatusCode.Accepted); // As the schedule would.
            await two.EndOfAsync(Extracting, "two");
        }

        Assert.InRange(died, 1, Sessions - 1);
        Assert.Equal((Sessions, Sessions), (await CountAsync("select count(*) from session_facets where extractor = 'model'"), await CountAsync("select count(distinct session_id) from extraction_attempts where outcome = 'extracted'")));
        Assert.Equal(Sessions, await CountAsync("select count(*) from extraction_attempts where outcome = 'extracted'"));
        var interrupted = await RowsAsync("select session_id from extraction_attempts where outcome <> 'extracted'");
        Assert.InRange(interrupted.Count, 0, 4); // What the dead one was being answered, and nothing else.
        Assert.Empty(_model.Received.CountBy(SessionOf).Where(asked => asked.Value > 1).Select(asked => asked.Key).Except(interrupted));
        Assert.Equal(Sessions, _model.Received.Select(SessionOf).Distinct().Count());
        Assert.Empty(_watched.AskedTwiceAtOnce.Except(interrupted));
        Assert.Equal(0, await CountAsync("select count(*) from extraction_claims"));
    }

    [Fact]
    public async Task A_server_that_is_stopped_ends_its_job_and_the_other_goes_on_where_it_was()
    {
        using var answer = new ManualResetEventSlim();
        _model.Responder = prompt =>
        {
            answer.Wait(TimeSpan.FromSeconds(30));
            return FacetReply.To(prompt);
        };
        using var one = await ServedOnPort.StartAsync(_one);
        Assert.Equal(HttpStatusCode.Accepted, await one.BeginAsync(Extracting));
        await _watched.QuestionAsync();
        var children = one.Children();

        Assert.Equal(0, (await one.Process.EndAsync()).ExitCode);

        Assert.NotEmpty(children);
        Assert.All(children, child => Assert.False(Directory.Exists($"/proc/{child}")));
        Assert.Equal("stopped|The server was stopped.", Assert.Single(await RowsAsync("select outcome, error from job_runs")));
        Assert.Equal(0, await CountAsync("select count(*) from extraction_claims"));
        Assert.Equal(0, await CountAsync("select count(*) from extraction_attempts where outcome = 'running'"));
        answer.Set();
        Assert.Equal(20, (await _two.RunAsync("extract", "--json")).Succeeded().Json.GetProperty("extracted").GetInt32());
    }

    static string IdOf(int number) => $"5e55{number:0000}-0000-4000-8000-000000000001";

    static string SessionOf(ReceivedPrompt prompt) => IdOf(int.Parse(prompt.User.Split("number ")[1].Split(' ')[0]));

    static WrittenSession Talk(int number) => Enumerable.Range(0, 4).Aggregate(
        new WrittenSession(IdOf(number)),
        (session, turn) => session.Say($"Please mend cart number {number} for customer {turn}").Answer("Done. All tests pass."));

    async Task<int> CountAsync(string query) => int.Parse((await RowsAsync(query))[0]);

    Task<List<string>> RowsAsync(string query) => Support.Database.RowsAsync(_database, query);
}
