using Debrief.EndToEnd.Support;
using Debrief.MockModel;

namespace Debrief.EndToEnd.Facets;

/// <summary>`debrief extract` is killed, or started twice, while a model on loopback answers it.</summary>
public sealed class KilledExtractionTests : IAsyncLifetime
{
    const int Sessions = 60;
    const string Claude = "claude";

    static readonly string[] extract = Extract("anthropic");

    readonly DebriefProcess _debrief = new();
    readonly Random _random = new(20);
    string[] _extract = extract;
    MockMessages _model = null!;
    WatchedModel _watched = null!;

    public async ValueTask InitializeAsync()
    {
        _model = await MockMessages.StartAsync();
        _model.Responder = FacetReply.To;
        _watched = new(_model, SessionOf);
        _debrief.Environment["ANTHROPIC_API_KEY"] = "sk-ant-of-nobody";
        _debrief.Environment["ANTHROPIC_BASE_URL"] = _model.Url;
        for (var i = 0; i < Sessions; i++)
            await Talk(i).SaveAsync(_debrief.Environment["CLAUDE_CONFIG_DIR"]);
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        _debrief.Dispose();
    }

    /// <summary>A fifth of the moments are before the answer, at two fifths the answer is there and can't have been kept yet, and two fifths are anywhere from the answer to its being kept.</summary>
    [Theory]
    [InlineData("anthropic", 20), InlineData(Claude, 10)]
    public async Task Killed_at_any_moment_it_loses_no_session_and_keeps_none_twice_and_costs_add_up(string via, int moments)
    {
        if (via == Claude)
            await File.WriteAllTextAsync(Path.Combine(_debrief.Home, "config.yaml"), $"model: {{ claude: {ModelMachine.ClaudeCode} }}\n");
        _extract = Extract(via);
        var span = await FromAnswerToCommitAsync();
        var killed = 0;
        for (var moment = 0; moment < moments; moment++)
            killed += await ((5 * moment / moments) switch
            {
                < 1 => KillBeforeTheAnswerAsync(),
                < 3 => KillBeforeTheCommitAsync(span),
                _ => KillAfterTheAnswerAsync(span),
            }) ? 1 : 0;

        var result = (await _debrief.RunAsync(_extract)).Succeeded().Json;

        var withoutCommit = 3 * moments / 5;
        Assert.Equal(moments, killed);
        Assert.True(result.GetProperty("extracted").GetInt32() > 0);
        Assert.Equal(0, result.GetProperty("pending").GetInt32());
        Assert.Equal((Sessions, Sessions), (await CountAsync("select count(*) from session_facets where extractor = 'model'"), await CountAsync("select count(*) from extraction_attempts where outcome = 'extracted'")));
        Assert.Equal(0, await CountAsync("select count(*) from extraction_attempts where outcome not in ('extracted', 'interrupted') or finished_at is null"));
        var unknown = await CountAsync("select count(*) from extraction_attempts where outcome = 'interrupted' and cost_usd is null");
        Assert.True(unknown >= withoutCommit, $"{unknown} were interrupted");
        Assert.InRange(_model.Received.Count, Sessions + withoutCommit, Sessions + unknown);
        Assert.Empty(_watched.AskedTwiceAtOnce);
        Assert.Equal(
            await RowsAsync("select session_id, round(extraction_cost_usd, 9), extraction_input_tokens from session_facets order by session_id"),
            await RowsAsync("select session_id, round(cost_usd, 9), input_tokens from extraction_attempts where outcome = 'extracted' order by session_id"));
        Assert.Equal(await RowsAsync("select round(sum(extraction_cost_usd), 6) from session_facets"), await RowsAsync("select round(sum(cost_usd), 6) from extraction_attempts"));
    }

    /// <summary>No answer is given before six questions are open, and each of the two asks three at a time.</summary>
    [Fact]
    public async Task Two_at_once_share_the_sessions_and_send_none_twice()
    {
        using var bothAtIt = new ManualResetEventSlim();
        var open = 0;
        _model.Responder = prompt =>
        {
            if (Interlocked.Increment(ref open) == 6)
                bothAtIt.Set();
            Assert.True(bothAtIt.Wait(TimeSpan.FromMinutes(1)));
            return FacetReply.To(prompt);
        };
        using var one = _debrief.Start(extract);
        using var other = _debrief.Start(extract);

        var ends = new[] { (await one.WaitAsync()).Succeeded().Json, (await other.WaitAsync()).Succeeded().Json };

        Assert.Equal(Sessions, ends.Sum(end => end.GetProperty("extracted").GetInt32()));
        Assert.All(ends, end => Assert.InRange(end.GetProperty("extracted").GetInt32(), 3, Sessions - 3));
        Assert.Equal(Sessions, _model.Received.Count);
        Assert.Equal(Sessions, _model.Received.Select(SessionOf).Distinct().Count());
        Assert.Empty(_watched.AskedTwiceAtOnce);
    }

    [Fact]
    public async Task The_report_is_told_while_a_model_extracts_elsewhere_and_who_names_its_session_is_told_who_has_it()
    {
        using var answer = new ManualResetEventSlim();
        _model.Responder = prompt =>
        {
            answer.Wait(TimeSpan.FromMinutes(1));
            return FacetReply.To(prompt);
        };
        using var extraction = _debrief.Start(extract);
        var asked = await _watched.QuestionAsync();

        var report = (await _debrief.RunAsync()).Succeeded();
        var same = await _debrief.RunAsync("extract", asked, "--via", "rules");

        Assert.Equal("5 sessions are being asked about by another run; the report tells what is there so far. ", report.Errors.Replace('\n', ' '));
        Assert.Contains("Report: ", report.Output);
        Assert.Equal(Sessions - 5, await CountAsync("select count(*) from session_facets where extractor = 'rules'"));
        Assert.Equal(1, same.ExitCode);
        Assert.Matches($@"^debrief: Session {asked} is being asked about on \S+ by process {extraction.Id}\. Wait for it, or end it\.\n$", same.Errors);
        answer.Set();
        Assert.Equal(Sessions, (await extraction.WaitAsync()).Succeeded().Json.GetProperty("extracted").GetInt32());
    }

    [Fact]
    public async Task A_wrong_key_is_said_once_and_what_failed_is_listed_and_tried_again_when_asked()
    {
        _model.Responder = _ => MockReply.Unauthorized;
        var refused = await _debrief.RunAsync(extract);
        Assert.Equal(1, refused.ExitCode);
        Assert.Single(refused.Errors.Split('\n'), line => line.StartsWith("Stopped: "));
        Assert.Equal("[]", (await _debrief.RunAsync("extract", "--failed", "--json")).Succeeded().Output.Trim());

        _model.Responder = prompt => prompt.User.Contains("number 7 ") ? new("I'd rather not.") : FacetReply.To(prompt);
        Assert.Equal(1, (await _debrief.RunAsync(extract)).ExitCode);
        var failed = Assert.Single((await _debrief.RunAsync("extract", "--failed", "--json")).Succeeded().Json.EnumerateArray());
        Assert.Equal((1, "model"), (failed.GetProperty("tries").GetInt32(), failed.GetProperty("extractor").GetString()));
        Assert.Contains("1 try by model, again after ", (await _debrief.RunAsync("extract", "--failed")).Succeeded().Output.Replace('\n', ' '));

        _model.Responder = FacetReply.To;
        Assert.Equal(1, (await _debrief.RunAsync([.. extract, "--retry-failed"])).Succeeded().Json.GetProperty("extracted").GetInt32());
    }

    [Fact]
    public async Task A_service_that_asks_for_patience_gets_it_and_all_is_done()
    {
        _model.Next(MockReply.RateLimited("1"));

        var result = (await _debrief.RunAsync("extract", "--via", "anthropic", "--limit", "3", "--concurrency", "1", "--json")).Succeeded().Json;

        Assert.Equal(3, result.GetProperty("extracted").GetInt32());
        Assert.Equal(4, _model.Received.Count);
        Assert.Equal(["rate_limited"], await RowsAsync("select reason from extraction_attempts where outcome = 'failed'"));
    }

    [Fact]
    public async Task The_cap_of_a_run_ends_it_cleanly_and_the_next_goes_on()
    {
        var first = (await _debrief.RunAsync([.. extract, "--max-cost", "0.2"])).Succeeded();

        var extracted = first.Json.GetProperty("extracted").GetInt32();
        Assert.InRange(extracted, 1, Sessions - 1);
        Assert.InRange(first.Json.GetProperty("cost_usd").GetDouble(), 0.0001, 0.2);
        Assert.Equal("max_usd_per_run", first.Json.GetProperty("stopped_because").GetProperty("reason").GetString());
        Assert.Contains($"{Sessions - extracted} sessions wait", first.Errors.Replace('\n', ' '));
        Assert.Equal(Sessions - extracted, (await _debrief.RunAsync([.. extract, "--max-cost", "9"])).Succeeded().Json.GetProperty("extracted").GetInt32());
    }

    /// <summary>The longest that it took for one of five sessions.</summary>
    async Task<TimeSpan> FromAnswerToCommitAsync()
    {
        (await _debrief.RunAsync([.. _extract[..3], "--limit", "5", "--concurrency", "2"])).Succeeded();
        var kept = await RowsAsync("select session_id, finished_at from extraction_attempts where outcome = 'extracted'");
        return kept.Select(row => row.Split('|')).Max(row => DateTimeOffset.Parse(row[1]) - _watched.AnsweredAt[row[0]]) + TimeSpan.FromMilliseconds(1);
    }

    async Task<bool> KillBeforeTheAnswerAsync()
    {
        _model.Latency = TimeSpan.FromMilliseconds(400);
        try
        {
            return await KillAsync(_watched.QuestionAsync, 300);
        }
        finally
        {
            _model.Latency = TimeSpan.Zero;
        }
    }

    /// <summary>Somebody else writes to the database from before the answer until after the kill.</summary>
    async Task<bool> KillBeforeTheCommitAsync(TimeSpan span)
    {
        using var busy = new BusyDatabase(Path.Combine(_debrief.Home, "debrief.db"));
        _model.Responder = prompt =>
        {
            busy.Begin();
            return FacetReply.To(prompt);
        };
        var killed = await KillAsync(_watched.AnswerAsync, span.TotalMilliseconds);
        _model.Responder = FacetReply.To;
        busy.End();
        Assert.Equal(0, await CountAsync($"select count(*) from session_facets where session_id = '{await _watched.AnswerAsync()}'"));
        return killed;
    }

    /// <summary>Three questions are answered and the next ones aren't, so that it is still at it, however slow the machine, and leaves sessions for the other moments.</summary>
    async Task<bool> KillAfterTheAnswerAsync(TimeSpan span)
    {
        using var isKilled = new ManualResetEventSlim();
        var asked = 0;
        _model.Responder = prompt =>
        {
            Assert.True(Interlocked.Increment(ref asked) <= 3 || isKilled.Wait(TimeSpan.FromMinutes(1)));
            return FacetReply.To(prompt);
        };
        var killed = await KillAsync(_watched.AnswerAsync, 1.5 * span.TotalMilliseconds);
        _model.Responder = FacetReply.To;
        isKilled.Set();
        return killed;
    }

    /// <param name="milliseconds">It is killed some time within these after it has come that far.</param>
    async Task<bool> KillAsync(Func<Task> comeSoFar, double milliseconds)
    {
        _watched.Expect();
        using var run = _debrief.Start(_extract);
        await comeSoFar();
        await Task.Delay(TimeSpan.FromMilliseconds(_random.NextDouble() * milliseconds));
        return await run.KillAsync();
    }

    static string[] Extract(string via) => ["extract", "--via", via, "--limit", "100", "--concurrency", "3", "--json"];

    static string IdOf(int number) => $"5e55{number:0000}-0000-4000-8000-000000000001";

    static string SessionOf(ReceivedPrompt prompt) => IdOf(int.Parse(prompt.User.Split("number ")[1].Split(' ')[0]));

    static WrittenSession Talk(int number) => Enumerable.Range(0, 4).Aggregate(
        new WrittenSession(IdOf(number)),
        (session, turn) => session.Say($"Please mend cart number {number} for customer {turn}").Answer("Done. All tests pass."));

    async Task<int> CountAsync(string query) => int.Parse((await RowsAsync(query))[0]);

    Task<List<string>> RowsAsync(string query) => Support.Database.RowsAsync(Path.Combine(_debrief.Home, "debrief.db"), query);
}
