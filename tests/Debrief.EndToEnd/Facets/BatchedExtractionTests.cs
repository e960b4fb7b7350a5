using Debrief.EndToEnd.Support;
using Debrief.MockModel;

namespace Debrief.EndToEnd.Facets;

/// <summary>`debrief extract --batch` against a service on loopback: killed, started twice, and as a person meets it.</summary>
public sealed class BatchedExtractionTests : IAsyncLifetime
{
    const int Sessions = 12;
    const string InBatch = "select count(*) from extraction_attempts where outcome = 'in_batch'";

    static readonly string[] extract = ["extract", "--batch", "--json"];

    readonly DebriefProcess _debrief = new();
    MockMessages _model = null!;

    public async ValueTask InitializeAsync()
    {
        _model = await MockMessages.StartAsync();
        _model.Responder = FacetReply.To;
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

    [Fact]
    public async Task All_that_waits_is_sent_at_once_and_costs_what_was_said_before()
    {
        var plan = (await _debrief.RunAsync([.. extract, "--dry-run"])).Succeeded().Json;
        var alone = (await _debrief.RunAsync("extract", "--via", "anthropic", "--dry-run", "--json")).Succeeded().Json;
        Assert.Empty(_model.Received);
        var run = (await _debrief.RunAsync(extract)).Succeeded();

        Assert.Equal((Sessions, 0, 0), (run.Json.GetProperty("extracted").GetInt32(), run.Json.GetProperty("pending").GetInt32(), run.Json.GetProperty("in_batch").GetInt32()));
        Assert.Equal(Sessions, Assert.Single(_model.Batches.Received).Requests.Count);
        Assert.True(plan.GetProperty("batch").GetBoolean());
        Assert.Equal(alone.GetProperty("cost_usd").GetDouble() / 2, plan.GetProperty("cost_usd").GetDouble(), precision: 9);
        Assert.InRange(plan.GetProperty("input_tokens").GetInt64() - run.Json.GetProperty("input_tokens").GetInt64(), -2 * Sessions, 2 * Sessions);
        Assert.Matches($@"^{Sessions} sessions, by anthropic \(claude-haiku-4-5\) in a batch, for about \$0\.\d\d \(.+\)\. {Sessions} questions were sent at [\d: -]+, and the answers are awaited\. ", run.Errors.Replace('\n', ' '));
    }

    [Fact]
    public async Task Killed_while_it_waits_it_goes_on_waiting_and_sends_nothing_twice()
    {
        _model.Batches.PollsUntilEnded = int.MaxValue;
        for (var kill = 0; kill < 3; kill++)
            await KillAsync(until: () => _model.Batches.Received.Sum(batch => batch.Polls) > kill, extract);
        Assert.Equal(Sessions, await CountAsync(InBatch));
        _model.Batches.PollsUntilEnded = 0;

        var result = (await _debrief.RunAsync(extract)).Succeeded().Json;

        Assert.Equal(Sessions, result.GetProperty("extracted").GetInt32());
        await AllOnceAsync();
    }

    [Fact]
    public async Task Killed_before_it_knew_what_its_batch_is_called_it_finds_it_again()
    {
        _model.Batches.AnswersAfter = new();
        await KillAsync(until: () => _model.Batches.Received.Count == 1, extract);
        Assert.Equal(["null"], await RowsAsync("select provider_id from extraction_batches"));
        _model.Batches.AnswersAfter = null;

        var plain = (await _debrief.RunAsync("extract", "--via", "anthropic", "--json")).Succeeded();
        Assert.Equal((0, Sessions), (plain.Json.GetProperty("extracted").GetInt32(), plain.Json.GetProperty("in_batch").GetInt32()));
        _model.Batches.Received[0].Polls = 2;
        (await _debrief.RunAsync(extract)).Succeeded();

        await AllOnceAsync();
    }

    [Fact]
    public async Task Killed_while_it_takes_answers_in_it_takes_the_others_in_later()
    {
        _model.Responder = prompt => prompt.User.Contains("Answer again", StringComparison.Ordinal) ? FacetReply.To(prompt) : prompt.User.Contains("number 5 ", StringComparison.Ordinal) ? new("I'd rather not.") : FacetReply.To(prompt);
        _model.Batches.PollsUntilEnded = 0;
        _model.Latency = TimeSpan.FromMilliseconds(300);
        await KillAsync(until: () => _model.Received.Any(prompt => prompt.Path == "/v1/messages"), extract);
        _model.Latency = TimeSpan.Zero;
        Assert.InRange(await CountAsync(InBatch), 1, Sessions);

        (await _debrief.RunAsync(extract)).Succeeded();

        await AllOnceAsync();
    }

    [Fact]
    public async Task A_run_without_batch_takes_in_what_has_come_and_asks_about_the_others_alone()
    {
        await KillAsync(until: () => _model.Batches.Received.Count == 1, [.. extract, "--limit", "5"]);

        var first = (await _debrief.RunAsync("extract", "--via", "anthropic", "--limit", "3")).Succeeded();
        Assert.Contains("5 questions were sent at ", first.Errors);
        Assert.Contains("3 of 3 sessions extracted", first.Output.Replace('\n', ' '));
        Assert.Contains("The answers about 5 sessions are awaited from a batch", first.Output.Replace('\n', ' '));
        _model.Batches.Received[0].Polls = 2;
        var last = (await _debrief.RunAsync("extract", "--via", "anthropic")).Succeeded();

        Assert.Contains($"{Sessions - 3} of {Sessions - 3} sessions extracted", last.Output.Replace('\n', ' '));
        await AllOnceAsync(alone: Sessions - 5);
    }

    [Fact]
    public async Task Two_at_once_send_everything_once_and_one_session_of_a_batch_is_not_sent_alone()
    {
        _model.Batches.PollsUntilEnded = int.MaxValue;
        using var one = _debrief.Start(extract);
        using var other = _debrief.Start(extract);
        await UntilAsync(() => _model.Batches.Received.Count > 0);
        (await _debrief.RunAsync("extract", "5e550000", "--via", "anthropic")).RefusedWithOneLine("is in a batch, and its answer is awaited");
        _model.Batches.PollsUntilEnded = 0;

        var ends = new[] { await one.WaitAsync(), await other.WaitAsync() };

        Assert.Contains(ends, end => end.ExitCode == 0);
        Assert.All(ends, end => Assert.True(end.ExitCode == 0 || end.Errors.Contains("Batches are being sent or taken in on "), end.Errors));
        await AllOnceAsync();
    }

    [Fact]
    public async Task While_it_waits_a_report_is_made_with_facets_by_rules()
    {
        _model.Batches.PollsUntilEnded = int.MaxValue;
        using var waiting = _debrief.Start(extract);
        await UntilAsync(() => _model.Batches.Received.Sum(batch => batch.Polls) > 0);

        var report = (await _debrief.RunAsync()).Succeeded();

        Assert.DoesNotContain("another run", report.Errors);
        Assert.Equal(Sessions, await CountAsync("select count(*) from session_facets where extractor = 'rules'"));
        _model.Batches.PollsUntilEnded = 0;
        (await waiting.WaitAsync()).Succeeded();
        await AllOnceAsync(outcomes: Sessions);
    }

    [Fact]
    public async Task What_got_no_answer_is_told_listed_and_asked_again()
    {
        _model.Batches.Outcome = request => request.Prompt.User.Contains("number 3 ", StringComparison.Ordinal) ? "expired" : "succeeded";

        var run = await _debrief.RunAsync("extract", "--batch");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{Sessions - 1} of {Sessions} sessions extracted by anthropic (claude-haiku-4-5) for ", run.Output.Replace('\n', ' '));
        Assert.Contains("batch_expired 1", run.Output.Replace('\n', ' '));
        Assert.Contains("batch_expired, 1 try by model, again after ", (await _debrief.RunAsync("extract", "--failed")).Succeeded().Output.Replace('\n', ' '));

        _model.Batches.Outcome = _ => "succeeded";
        Assert.Equal(1, (await _debrief.RunAsync([.. extract, "--retry-failed"])).Succeeded().Json.GetProperty("extracted").GetInt32());
        Assert.Equal([Sessions, 1], _model.Batches.Received.Select(batch => batch.Requests.Count));
    }

    [Fact]
    public async Task Caps_say_before_what_is_sent_and_an_excluded_project_goes_by_rules()
    {
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(_debrief.Home).FullName, "config.yaml"), "privacy:\n  exclude: [/home/alex/secret]\n");
        var hidden = new WrittenSession("5e559999-0000-4000-8000-000000000001") { Cwd = "/home/alex/secret" };
        await Enumerable.Range(0, 4).Aggregate(hidden, (session, turn) => session.Say($"Nobody may read this {turn}").Answer("Done.")).SaveAsync(_debrief.Environment["CLAUDE_CONFIG_DIR"]);
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();

        var plan = (await _debrief.RunAsync([.. extract, "--dry-run", "--max-cost", "0.03"])).Succeeded().Json;
        var run = (await _debrief.RunAsync([.. extract, "--max-cost", "0.03"])).Succeeded();

        var planned = plan.GetProperty("sessions").GetArrayLength();
        Assert.InRange(planned, 2, Sessions);
        Assert.Equal("max_usd_per_run", plan.GetProperty("cap").GetProperty("reason").GetString());
        Assert.Equal(planned, run.Json.GetProperty("extracted").GetInt32());
        Assert.Equal("max_usd_per_run", run.Json.GetProperty("stopped_because").GetProperty("reason").GetString());
        Assert.InRange(run.Json.GetProperty("cost_usd").GetDouble(), 0.0001, 0.03);
        Assert.Equal(planned - 1, Assert.Single(_model.Batches.Received).Requests.Count);
        Assert.DoesNotContain(_model.Received, prompt => prompt.Body.GetRawText().Contains("Nobody may read this", StringComparison.Ordinal));
        Assert.Equal(["5e559999-0000-4000-8000-000000000001"], await RowsAsync("select session_id from session_facets where extractor = 'rules'"));
    }

    [Fact]
    public async Task Any_other_way_is_refused_in_a_line_and_without_a_key_it_says_which()
    {
        (await _debrief.RunAsync("extract", "--batch", "--via", "claude")).RefusedWithOneLine("Only Anthropic's service takes batches, and it would go via claude: add --via anthropic, or leave --batch out.");
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(_debrief.Home).FullName, "config.yaml"), "model:\n  via: rules\n");
        (await _debrief.RunAsync("extract", "--batch")).RefusedWithOneLine("it would go via rules");
        _debrief.Environment.Remove("ANTHROPIC_API_KEY");
        (await _debrief.RunAsync("extract", "--batch", "--via", "anthropic")).RefusedWithOneLine("set ANTHROPIC_API_KEY in the environment");
        Assert.Empty(_model.Received);
    }

    [Theory]
    [InlineData("y\n", 1), InlineData("n\n", 0)]
    public async Task A_person_at_a_terminal_is_asked_before_anything_is_sent(string keys, int batches)
    {
        var run = (await _debrief.TypeOnTerminalAsync("Go on? [y/N]", keys, "extract", "--batch")).Succeeded();

        Assert.Matches($@"{Sessions} sessions, by anthropic \(claude-haiku-4-5\) in a batch, for about \$0\.\d\d", run.Output);
        Assert.Equal(batches, _model.Batches.Received.Count);
        Assert.Equal(batches == 1, run.Output.Contains($"{Sessions} of {Sessions} sessions extracted", StringComparison.Ordinal));
    }

    /// <summary>Every session has its facets, was sent once, and costs add up.</summary>
    /// <param name="alone">Sessions that were asked about one by one.</param>
    /// <param name="outcomes">Attempts by rules.</param>
    async Task AllOnceAsync(int alone = 0, int outcomes = 0)
    {
        Assert.Equal((Sessions, Sessions + outcomes), (await CountAsync("select count(*) from session_facets where extractor = 'model'"), await CountAsync("select count(*) from extraction_attempts")));
        Assert.Equal(0, await CountAsync("select count(*) from extraction_attempts where outcome <> 'extracted' or finished_at is null"));
        Assert.Equal(0, await CountAsync("select count(*) from extraction_batches where ended_at is null"));
        Assert.Equal(Sessions - alone, Assert.Single(_model.Batches.Received).Requests.Count);
        Assert.Equal(
            await RowsAsync("select session_id, round(extraction_cost_usd, 9), extraction_input_tokens from session_facets order by session_id"),
            await RowsAsync("select session_id, round(cost_usd, 9), input_tokens from extraction_attempts where extractor = 'model' order by session_id"));
    }

    async Task KillAsync(Func<bool> until, string[] arguments)
    {
        using var run = _debrief.Start(arguments);
        await UntilAsync(until);
        Assert.True(await run.KillAsync());
    }

    static async Task UntilAsync(Func<bool> happened)
    {
        for (var deadline = DateTime.UtcNow.AddMinutes(2); !happened(); await Task.Delay(10))
            Assert.True(DateTime.UtcNow < deadline, "It never happened.");
    }

    async Task<int> CountAsync(string query) => int.Parse((await RowsAsync(query))[0]);

    Task<List<string>> RowsAsync(string query) => Support.Database.RowsAsync(Path.Combine(_debrief.Home, "debrief.db"), query);

    static WrittenSession Talk(int number) => Enumerable.Range(0, 4).Aggregate(
        new WrittenSession($"5e55{number:0000}-0000-4000-8000-000000000001"),
        (session, turn) => session.Say($"Please mend cart number {number} for customer {turn}").Answer("Done. All tests pass."));
}
