using System.Text.Json;
using Debrief.LanguageModels;
using Debrief.MockModel;

namespace Debrief.Tests.LanguageModels;

/// <summary>Anthropic's own client, which talks to a model on loopback.</summary>
public sealed class AnthropicApiTests : IAsyncLifetime
{
    static readonly ModelPrompt _prompt = new("The same for all.", "What differs.", JsonDocument.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"],"additionalProperties":false}""").RootElement, 321);

    MockMessages _mock = null!;
    LanguageModel _model = null!;

    public async ValueTask InitializeAsync()
    {
        _mock = await MockMessages.StartAsync();
        _model = new ModelChoice(ModelChoice.Anthropic, "claude-haiku-4-5", _mock.Url, "key-of-nobody").Open();
    }

    public async ValueTask DisposeAsync()
    {
        _model.Dispose();
        await _mock.DisposeAsync();
    }

    [Fact]
    public async Task The_fixed_part_comes_first_and_is_marked_as_worth_keeping_and_what_differs_is_not()
    {
        await AskAsync();

        var request = Assert.Single(_mock.Received);
        Assert.Equal("""[{"type":"text","text":"The same for all.","cache_control":{"type":"ephemeral","ttl":"5m"}}]""", request.Find("system").GetRawText());
        Assert.Equal("""[{"role":"user","content":[{"type":"text","text":"What differs."}]}]""", request.Find("messages").GetRawText());
        Assert.Equal(("claude-haiku-4-5", 321, "object"), (request.Model, request.MaxTokens, request.Schema.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Without_a_fixed_part_none_is_sent()
    {
        await _model.AskAsync(_prompt with { System = "" }, CancellationToken.None);

        Assert.Equal(JsonValueKind.Undefined, Assert.Single(_mock.Received).Find("system").ValueKind);
    }

    [Fact]
    public async Task What_is_written_to_a_cache_and_read_from_it_has_its_own_price()
    {
        _mock.Responder = _ => new("An answer.") { InputTokens = 1_000_000, CacheWriteTokens = 2_000_000, CacheReadTokens = 4_000_000, OutputTokens = 1_000_000 };

        var usage = (await AskAsync()).Usage;

        Assert.Equal((7_000_000, 1_000_000), (usage.InputTokens, usage.OutputTokens));
        Assert.Equal(1 + 2 * 1.25 + 4 * 0.1 + 5, usage.CostUsd!.Value, 9);
    }

    [Fact]
    public async Task Who_has_had_too_many_questions_is_asked_no_second_time_and_says_how_long_to_wait()
    {
        _mock.Responder = _ => MockReply.RateLimited("7");

        var failure = await FailureAsync();

        Assert.Equal((FailureKind.RateLimited, TimeSpan.FromSeconds(7)), (failure.Kind, failure.RetryAfter));
        Assert.Equal("Too many questions for now. (The provider says: This request would exceed your account's rate limit. Please try again later.)", failure.Message);
        Assert.Single(_mock.Received);
    }

    [Fact]
    public async Task A_wait_until_a_moment_is_one_of_so_many_seconds()
    {
        _mock.Responder = _ => MockReply.RateLimited(DateTimeOffset.UtcNow.AddHours(1).ToString("R"));

        Assert.InRange((await FailureAsync()).RetryAfter!.Value.TotalMinutes, 55, 60.1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("Mon, 01 Jan 2001 00:00:00 GMT")]
    public async Task A_wait_that_nobody_names_is_unknown(string? header)
    {
        _mock.Responder = _ => MockReply.RateLimited(header);

        Assert.Null((await FailureAsync()).RetryAfter);
    }

    [Fact]
    public async Task Who_is_overloaded_for_a_moment_is_asked_again_by_the_client_itself()
    {
        _mock.Next(MockReply.Overloaded with { RetryAfter = "1" });

        Assert.Equal("An answer.", (await AskAsync()).Text);
        Assert.Equal(2, _mock.Received.Count);
    }

    [Fact]
    public async Task Who_is_overloaded_for_long_is_left_alone()
    {
        _mock.Responder = _ => MockReply.Overloaded with { RetryAfter = "600" };

        var failure = await FailureAsync();

        Assert.Equal((FailureKind.Overloaded, TimeSpan.FromMinutes(10)), (failure.Kind, failure.RetryAfter));
        Assert.Single(_mock.Received);
    }

    public static TheoryData<string, MockReply, string, int?> Failures => new()
    {
        { "401", MockReply.Unauthorized, nameof(FailureKind.Unauthorized), 1 },
        { "403", MockReply.Forbidden, nameof(FailureKind.Unauthorized), 1 },
        { "no credit", MockReply.NoCredit, nameof(FailureKind.NoCredit), 1 },
        { "404", MockReply.UnknownModel, nameof(FailureKind.UnknownModel), 1 },
        { "too long", MockReply.PromptTooLong, nameof(FailureKind.PromptTooLong), 1 },
        { "413", MockReply.TooLarge, nameof(FailureKind.PromptTooLong), 1 },
        { "500", MockReply.ServerError, nameof(FailureKind.ServerError), 3 },
        { "529", MockReply.Overloaded, nameof(FailureKind.Overloaded), 3 },
        { "reset", MockReply.Reset, nameof(FailureKind.Unreachable), 3 },
        { "truncated", MockReply.Truncated, nameof(FailureKind.Unreachable), null },
        { "a proxy's page", MockReply.Html, nameof(FailureKind.Malformed), 1 },
        { "garbage", MockReply.BadEvents, nameof(FailureKind.Malformed), 1 },
        { "a refusal", MockReply.Refusal, nameof(FailureKind.Refused), 1 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Every_failure_is_told_as_what_it_is(string what, MockReply reply, string kind, int? requests)
    {
        _mock.Responder = _ => reply;

        var failure = await FailureAsync();

        Assert.True(failure.Kind.ToString() == kind, $"{what}: {failure.Kind}, {failure.Message}");
        Assert.True(requests is null || _mock.Received.Count == requests, $"{what}: {_mock.Received.Count} requests");
    }

    [Fact]
    public async Task What_the_service_says_is_told_without_what_stands_around_it()
    {
        _mock.Responder = _ => MockReply.UnknownModel;

        Assert.Equal("The model isn't known there: name another with --model. (The provider says: model: no-such-model)", (await FailureAsync()).Message);
    }

    [Fact]
    public async Task A_refusal_costs_what_it_costs()
    {
        _mock.Responder = _ => MockReply.Refusal with { InputTokens = 1_000_000, OutputTokens = 0 };

        Assert.Equal(1, (await FailureAsync()).Spent!.CostUsd);
    }

    [Fact]
    public async Task An_answer_at_its_greatest_length_is_cut_off()
    {
        _mock.Next(MockReply.CutOff("{\"a\": 1"));

        Assert.Equal((true, false), ((await AskAsync()).IsCutOff, (await AskAsync()).IsCutOff));
    }

    [Fact]
    public async Task No_answer_in_time_and_nobody_there_are_told_apart()
    {
        _mock.Responder = _ => MockReply.NeverBegins;
        Assert.Equal(TimeSpan.FromMinutes(20), AnthropicApi.Options(_model.Choice with { Timeout = TimeSpan.FromMinutes(20) }).Timeout);
        using var hurried = (_model.Choice with { Timeout = TimeSpan.FromMilliseconds(300) }).Open();
        Assert.Equal(FailureKind.TimedOut, (await Assert.ThrowsAsync<ModelFailure>(() => hurried.AskAsync(_prompt, CancellationToken.None))).Kind);

        using var lost = (_model.Choice with { BaseUrl = "http://127.0.0.1:1" }).Open();
        Assert.Equal(FailureKind.Unreachable, (await Assert.ThrowsAsync<ModelFailure>(() => lost.AskAsync(_prompt, CancellationToken.None))).Kind);
    }

    [Fact]
    public async Task Who_stops_a_run_is_not_told_of_a_failure()
    {
        _mock.Responder = _ => MockReply.NeverBegins;
        using var stop = new CancellationTokenSource(300);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _model.AskAsync(_prompt, stop.Token));
    }

    Task<ModelAnswer> AskAsync() => _model.AskAsync(_prompt, CancellationToken.None);

    Task<ModelFailure> FailureAsync() => Assert.ThrowsAsync<ModelFailure>(AskAsync);
}
