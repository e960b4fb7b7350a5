using System.Text.Json;
using System.Text.Json.Nodes;
using Debrief.Facets;
using Debrief.Facets.Batches;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.MockModel;
using Debrief.Tests.Support;

namespace Debrief.Tests.Facets.Batches;

public sealed class BatchesOnSqlite() : BatchesTests(new Sqlite());
public sealed class BatchesOnPostgres() : BatchesTests(new Postgres());

public abstract class BatchesTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    [Fact]
    public async Task Answers_become_facets_as_live_ones_do_for_half_the_price()
    {
        await using var machine = await BatchMachine.WithAsync(on, 3);

        await machine.SendAsync();
        Assert.Equal("a in_batch\nb in_batch\nc in_batch", await machine.AttemptsAsync());
        var result = await machine.AdvanceAsync();

        Assert.Equal((3, 0, 0), (result.Extracted, result.Failed.Count, result.UnknownCosts));
        Assert.Equal("abc", await machine.ExtractedAsync());
        Assert.Equal(Math.Round(BatchMachine.Price(result.InputTokens, result.OutputTokens), 9), Math.Round(result.CostUsd, 9));
        Assert.Equal(Math.Round(result.CostUsd, 9), await machine.SpentAsync());
        Assert.Equal("fix the cart of b please", await machine.Run.AskAsync<string>("select evidence->0->>'quote' from session_facets where session_id = 'b'"));
        Assert.Empty(await machine.Batches.OpenAsync(CancellationToken.None));
        Assert.Equal(3, Assert.Single(machine.Mock.Batches.Received).Requests.Count);
        Assert.Single(machine.Mock.Received); // The batch itself: no question was asked alone.
    }

    [Fact]
    public async Task A_question_is_sent_as_it_would_be_alone()
    {
        await using var mock = await MockMessages.StartAsync();
        var choice = new ModelChoice(ModelChoice.Anthropic, "claude-haiku-4-5", mock.Url, "sk-ant-of-nobody");
        var prompt = new ModelPrompt("You are.", "What is \"it\"? ünïcode\n", JsonSerializer.SerializeToElement(new { type = "object", properties = new { a = new { type = "string" } }, required = new[] { "a" }, additionalProperties = false }), 321);
        using (var model = choice.Open())
            await model.AskAsync(prompt, CancellationToken.None);
        using (var batches = new AnthropicBatches(choice))
            await batches.SendAsync([new("one", prompt)], CancellationToken.None);

        Assert.Equal(Plain(mock.Received[0].Body), Plain(mock.Batches.Received[0].Requests[0].Parameters));

        static string Plain(JsonElement body)
        {
            var json = JsonNode.Parse(body.GetRawText())!.AsObject();
            foreach (var block in json["system"] is JsonArray blocks ? blocks : [])
                block!.AsObject().Remove("cache_control"); // Of no use where questions may come in any order.
            json["messages"] = new JsonArray([.. json["messages"]!.AsArray().Select(message => (JsonNode)new JsonObject { ["role"] = message!["role"]!.DeepClone(), ["content"] = Text(message["content"]!) })]);
            json["system"] = Text(json["system"]!);
            return JsonSerializer.Serialize(json.OrderBy(property => property.Key, StringComparer.Ordinal).ToDictionary(property => property.Key, property => property.Value));
        }

        static string Text(JsonNode content) => content is JsonArray blocks ? string.Concat(blocks.Select(block => block!["text"]!.GetValue<string>())) : content.GetValue<string>();
    }

    [Fact]
    public async Task An_answer_that_must_be_mended_is_asked_for_once_more_at_the_full_price()
    {
        await using var machine = await BatchMachine.WithAsync(on, 2);
        machine.Mock.Responder = prompt => prompt.User.Contains("cart of b", StringComparison.Ordinal) && !prompt.User.Contains("Answer again", StringComparison.Ordinal) ? new("I'd rather not.") : FacetReply.To(prompt);

        await machine.SendAsync();
        var result = await machine.AdvanceAsync();

        Assert.Equal("ab", await machine.ExtractedAsync());
        var repair = Assert.Single(machine.Mock.Received, prompt => prompt.Path == "/v1/messages");
        Assert.Contains("no JSON object", repair.User);
        var repaired = (MessagesTokens(repair), 1 + FacetReply.To(repair).Text.Length / 4);
        var all = BatchMachine.Price(result.InputTokens - repaired.Item1, result.OutputTokens - repaired.Item2) + (2 * BatchMachine.Price(repaired.Item1, repaired.Item2));
        Assert.Equal(Math.Round(all, 9), await machine.SpentAsync());
    }

    [Fact]
    public async Task An_answer_that_is_wrong_twice_fails_as_a_live_one()
    {
        await using var machine = await BatchMachine.WithAsync(on, 1);
        machine.Mock.Responder = _ => new("I'd rather not.");

        await machine.SendAsync();
        var failed = Assert.Single((await machine.AdvanceAsync()).Failed);

        Assert.Equal(("a", "not_json", machine.Run.Clock.GetUtcNow().AddMinutes(5)), (failed.SessionId, failed.Reason, failed.RetryAt));
        Assert.Equal(1, await machine.Run.AskAsync<int>("select count(*) from extraction_attempts where own_fault"));
        Assert.Equal("", await machine.Run.PendingIdsAsync());
    }

    [Fact]
    public async Task What_got_no_answer_fails_with_its_reason_costs_nothing_and_is_tried_again()
    {
        await using var machine = await BatchMachine.WithAsync(on, 6);
        machine.Mock.Responder = prompt => prompt.User.Contains("cart of e", StringComparison.Ordinal) ? MockReply.Refusal : prompt.User.Contains("cart of f", StringComparison.Ordinal) ? MockReply.PromptTooLong : FacetReply.To(prompt);
        machine.Mock.Batches.Outcome = request => "a errored, b expired, c canceled, d nothing".Split(", ").FirstOrDefault(one => request.Prompt.User.Contains($"cart of {one[0]}", StringComparison.Ordinal))?[2..] ?? "succeeded";

        await machine.SendAsync();
        var result = await machine.AdvanceAsync();

        Assert.Null(result.StoppedBecause);
        Assert.Equal(
            ["a failed batch_errored", "b failed batch_expired", "c failed batch_canceled", "d failed batch_unanswered", "e failed batch_refused", "f failed batch_errored"],
            (await machine.AttemptsAsync()).Split('\n'));
        Assert.Equal(0, await machine.Run.AskAsync<double>("select sum(cost_usd) from extraction_attempts where reason <> 'batch_refused'"));
        Assert.Equal(1, await machine.Run.AskAsync<int>("select count(*) from extraction_attempts where cost_usd > 0"));
        Assert.Equal(2, await machine.Run.AskAsync<int>("select count(*) from extraction_attempts where own_fault"));
        Assert.Contains("cancelled", await machine.Run.AskAsync<string>("select message from extraction_attempts where reason = 'batch_canceled'"));
        machine.Run.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("abcdef", await machine.Run.PendingIdsAsync());
        var attempts = new AttemptReader(machine.Run.Database);
        Assert.Equal(6, (await attempts.FailedAsync(CancellationToken.None)).Count);
        Assert.Empty(await machine.Batches.OpenAsync(CancellationToken.None));

        await machine.SendAsync();
        Assert.Empty(await attempts.FailedAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_waits_for_an_answer_is_asked_about_by_no_other_model_but_may_get_facets_by_rules()
    {
        await using var machine = await BatchMachine.WithAsync(on, 2);
        await machine.SendAsync();

        Assert.Equal("", await machine.Run.PendingIdsAsync());
        await machine.SendAsync();
        Assert.Single(machine.Mock.Batches.Received);
        await using var claims = await machine.Run.ClaimAsync();
        var byRules = await new PendingSessions(machine.Run.Database).ListAsync(machine.Run.Clock.GetUtcNow(), since: null, 20, force: false, CancellationToken.None);
        Assert.Equal(2, byRules.Count);
        Assert.Equal(2, (await machine.Run.Extraction(claims).RunAsync(byRules, 1, Budget.Free, null, CancellationToken.None)).Extracted);

        Assert.Equal(2, (await machine.AdvanceAsync()).Extracted);
        Assert.Equal("ab", await machine.ExtractedAsync());
    }

    [Fact]
    public async Task A_session_that_grew_meanwhile_keeps_the_answer_and_waits_again()
    {
        await using var machine = await BatchMachine.WithAsync(on, 2);
        await machine.SendAsync();
        await machine.Run.ExecuteAsync("update claude_sessions set message_count = 20 where id = 'a'");

        Assert.Equal(2, (await machine.AdvanceAsync()).Extracted);

        Assert.Equal(8, await machine.Run.AskAsync<int>("select extracted_messages from session_facets where session_id = 'a'"));
        Assert.Equal("a", await machine.Run.PendingIdsAsync());
    }

    [Fact]
    public async Task A_session_that_was_forgotten_or_may_no_longer_be_seen_costs_what_it_cost_and_keeps_nothing()
    {
        await using var machine = await BatchMachine.WithAsync(on, 3);
        await machine.SendAsync();
        await machine.Run.ExecuteAsync("delete from claude_sessions where id = 'a'");
        machine.Excluded = "b";

        var result = await machine.AdvanceAsync();

        Assert.Equal("c", await machine.ExtractedAsync());
        Assert.Equal(("batch_excluded", "b"), (Assert.Single(result.Failed).Reason, result.Failed[0].SessionId));
        Assert.Equal(3, await machine.Run.AskAsync<int>("select count(*) from extraction_attempts where cost_usd > 0 and outcome <> 'in_batch'"));
        Assert.Equal("session_gone", await machine.Run.AskAsync<string>("select reason from extraction_attempts where session_id is null"));
    }

    [Fact]
    public async Task Large_questions_are_sent_in_several_batches()
    {
        await using var machine = await BatchMachine.WithAsync(on, 5);
        var sessions = await machine.Run.PendingAsync();
        var prompt = new ModelPrompt(new string('s', BatchSending.MostBytes * 2 / 5), "u", null, 10);
        var question = machine.Extractor.QuestionAbout(sessions[0], Talk.Of(Talk.Human("fix it"))) with { Prompt = prompt };
        using var service = new AnthropicBatches(new(ModelChoice.Anthropic, "claude-haiku-4-5", machine.Mock.Url, "sk"));

        await using var claims = await machine.Run.ClaimAsync();
        await new BatchSending(machine.Batches, machine.Run.Attempts(claims), service).SendAsync(sessions, machine.Extractor, (_, _) => Task.FromResult<Debrief.Facets.Asking.FacetQuestion?>(question), _ => null, _ => { }, CancellationToken.None);

        Assert.Equal([2, 2, 1], machine.Mock.Batches.Received.Select(batch => batch.Requests.Count));
        Assert.Equal(3, (await machine.Batches.OpenAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task What_cannot_be_asked_about_fails_at_once_and_is_not_sent()
    {
        await using var machine = await BatchMachine.WithAsync(on, 2);
        await machine.Run.ExecuteAsync("delete from search_texts where session_id = 'b'");
        await machine.Run.ExecuteAsync("update claude_sessions set id = 'z' where id = 'b'");

        var failed = Assert.Single((await machine.SendAsync()).Failed);

        Assert.Equal(("z", "no_transcript"), (failed.SessionId, failed.Reason));
        Assert.Equal("z failed no_transcript\na in_batch", await machine.AttemptsAsync());
    }

    [Fact]
    public async Task Answers_that_are_awaited_count_in_the_month_with_what_they_are_likely_to_cost()
    {
        await using var machine = await BatchMachine.WithAsync(on, 3);
        var attempts = new AttemptReader(machine.Run.Database);
        await machine.SendAsync();
        Assert.Equal(0.03, Math.Round(await attempts.SpentSinceAsync(machine.Run.Clock.GetUtcNow(), CancellationToken.None), 9));

        await machine.AdvanceAsync();

        Assert.Equal(await machine.SpentAsync(), Math.Round(await attempts.SpentSinceAsync(machine.Run.Clock.GetUtcNow(), CancellationToken.None), 9));
    }

    static long MessagesTokens(ReceivedPrompt prompt) => 1 + (prompt.System.Length + prompt.User.Length) / 4;
}
