using System.Text.Json;
using Debrief.LanguageModels;
using Debrief.MockModel;

namespace Debrief.Tests.LanguageModels;

/// <summary>A server of one's own on loopback, with the whims that such servers have.</summary>
public sealed class OpenAiCompatibleTests : IAsyncLifetime
{
    static readonly JsonElement _schema = JsonDocument.Parse("""{"type":"object","properties":{"a":{"type":"integer"}}}""").RootElement;
    static readonly ModelPrompt _prompt = new("The same for all.", "What differs.", _schema, 321);

    MockMessages _mock = null!;
    LanguageModel _model = null!;

    public async ValueTask InitializeAsync()
    {
        _mock = await MockMessages.StartAsync();
        _model = new ModelChoice(ModelChoice.OpenAi, "qwen3", $"{_mock.Url}/v1/", "key-of-nobody").Open();
    }

    public async ValueTask DisposeAsync()
    {
        _model.Dispose();
        await _mock.DisposeAsync();
    }

    [Fact]
    public async Task A_question_is_put_in_words_that_every_server_knows()
    {
        _mock.Responder = _ => new("{\"a\":1}") { InputTokens = 12, OutputTokens = 3 };

        var answer = await AskAsync();

        Assert.Equal(("{\"a\":1}", "qwen3", 12, 3, null, false), (answer.Text, answer.Usage.Model, answer.Usage.InputTokens, answer.Usage.OutputTokens, answer.Usage.CostUsd, answer.IsCutOff));
        var request = Assert.Single(_mock.Received);
        Assert.Equal(("/v1/chat/completions", "Bearer …"), (request.Path, request.Headers["Authorization"]));
        Assert.Equal(
            """{"model":"qwen3","max_tokens":321,"stream":false,"messages":[{"role":"system","content":"The same for all."},{"role":"user","content":"What differs."}],"response_format":""" +
            """{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object","properties":{"a":{"type":"integer"}}}}}}""", request.Body.GetRawText());
    }

    [Fact]
    public async Task Without_a_key_none_is_sent_and_without_a_schema_none_is_asked_for()
    {
        using var model = (_model.Choice with { Key = null }).Open();

        await model.AskAsync(_prompt with { Schema = null }, CancellationToken.None);

        var request = Assert.Single(_mock.Received);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
        Assert.Equal(JsonValueKind.Undefined, request.Find("response_format").ValueKind);
    }

    [Theory]
    [InlineData(400, "This response_format type is unavailable now")]
    [InlineData(422, "response_format: Extra inputs are not permitted")]
    [InlineData(501, "Not implemented")]
    public async Task A_server_that_knows_no_schema_is_asked_without_one_and_at_once_so_the_next_time(int status, string message)
    {
        _mock.Responder = prompt => prompt.Find("response_format").ValueKind == JsonValueKind.Object ? MockReply.Error(status, message) : new("{}");

        Assert.Equal("{}", (await AskAsync()).Text);
        Assert.Equal("{}", (await AskAsync()).Text);

        Assert.Equal([true, false, false], _mock.Received.Select(prompt => prompt.Schema.ValueKind == JsonValueKind.Object));
    }

    [Fact]
    public async Task One_that_wants_its_limit_by_the_new_name_gets_it_and_keeps_the_schema()
    {
        _mock.Responder = prompt => prompt.MaxTokens is not null
            ? MockReply.Error(400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")
            : new("{}");

        await AskAsync();
        await AskAsync();

        Assert.Equal([321, null, null], _mock.Received.Select(prompt => prompt.MaxTokens));
        Assert.All(_mock.Received.Skip(1), prompt => Assert.Equal((321, JsonValueKind.Object), (prompt.Find("max_completion_tokens").GetInt32(), prompt.Schema.ValueKind)));
    }

    [Fact]
    public async Task What_is_refused_either_way_does_not_cost_the_next_question_its_schema()
    {
        _mock.Next(MockReply.PromptTooLong, MockReply.PromptTooLong);

        Assert.Equal(FailureKind.PromptTooLong, (await FailureAsync()).Kind);
        await AskAsync();

        Assert.Equal(JsonValueKind.Object, _mock.Received[^1].Schema.ValueKind);
    }

    public static TheoryData<string, MockReply, string> Failures => new()
    {
        { "401", MockReply.Unauthorized, nameof(FailureKind.Unauthorized) },
        { "402", MockReply.Error(402, "Pay first"), nameof(FailureKind.NoCredit) },
        { "no credit", MockReply.Error(429, "insufficient_quota: check your plan"), nameof(FailureKind.NoCredit) },
        { "404", MockReply.Error(404, "model 'qwen3' not found"), nameof(FailureKind.UnknownModel) },
        { "too long", MockReply.Error(400, "This model's maximum context length is 4096 tokens"), nameof(FailureKind.PromptTooLong) },
        { "500", MockReply.ServerError, nameof(FailureKind.ServerError) },
        { "503", MockReply.Error(503, "Loading model"), nameof(FailureKind.Overloaded) },
        { "reset", MockReply.Reset, nameof(FailureKind.Unreachable) },
        { "truncated", MockReply.Truncated, nameof(FailureKind.Unreachable) },
        { "a proxy's page", MockReply.Html, nameof(FailureKind.Malformed) },
        { "garbage", MockReply.BadEvents, nameof(FailureKind.Malformed) },
        { "a refusal", MockReply.Refusal, nameof(FailureKind.Refused) },
        { "a filter", new("", "content_filter"), nameof(FailureKind.Refused) },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Every_failure_is_told_as_what_it_is(string what, MockReply reply, string kind)
    {
        _mock.Responder = _ => reply;

        var failure = await FailureAsync();

        Assert.True(failure.Kind.ToString() == kind, $"{what}: {failure.Kind}, {failure.Message}");
    }

    [Fact]
    public async Task A_base_url_without_the_version_is_told_as_that_and_not_as_an_unknown_model()
    {
        using var model = (_model.Choice with { BaseUrl = _mock.Url }).Open();

        var failure = await Assert.ThrowsAsync<ModelFailure>(() => model.AskAsync(_prompt, CancellationToken.None));

        Assert.Equal((FailureKind.NotInstalled, true), (failure.Kind, failure.IsForAll));
        Assert.Equal($"Nothing answers at {_mock.Url}/chat/completions: does `model: {{base_url: …}}` end with the API's version, such as /v1?", failure.Message);
    }

    [Fact]
    public async Task Who_has_had_too_many_questions_says_how_long_to_wait()
    {
        _mock.Responder = _ => MockReply.RateLimited("7");

        var failure = await FailureAsync();

        Assert.Equal((FailureKind.RateLimited, TimeSpan.FromSeconds(7)), (failure.Kind, failure.RetryAfter));
        Assert.Single(_mock.Received);
    }

    [Fact]
    public async Task An_answer_at_its_greatest_length_is_cut_off_and_one_with_half_a_character_is_read()
    {
        _mock.Next(MockReply.CutOff("{\"a\": 1"), new($"half {MockReply.HalfCharacter}"));

        Assert.True((await AskAsync()).IsCutOff);
        Assert.Equal("half \uFFFD", (await AskAsync()).Text);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, 0.0035)]
    public async Task A_server_that_counts_nothing_has_an_unknown_cost_and_not_none(bool withoutUsage, double? cost)
    {
        using var model = (_model.Choice with { Model = "anthropic/claude-haiku-4.5" }).Open();
        _mock.Responder = _ => new("{}") { WithoutUsage = withoutUsage, InputTokens = 1000, OutputTokens = 500 };

        Assert.Equal(cost, (await model.AskAsync(_prompt, CancellationToken.None)).Usage.CostUsd);
    }

    Task<ModelAnswer> AskAsync() => _model.AskAsync(_prompt, CancellationToken.None);

    Task<ModelFailure> FailureAsync() => Assert.ThrowsAsync<ModelFailure>(AskAsync);
}
