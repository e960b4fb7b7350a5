using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Debrief.Access;
using Debrief.LanguageModels;
using Debrief.Tests.Server;
using Debrief.Tests.Support;

namespace Debrief.Tests.Bridge;

/// <summary>The model that a server lends. That nobody without a token for it gets anything is among <see cref="DoorTests"/>.</summary>
public sealed class ServedBridgeTests : IAsyncLifetime
{
    readonly Sqlite _on = new();
    readonly BridgeTests.Scripted _model = new();
    ServedMachine _served = null!;

    public async ValueTask InitializeAsync() =>
        _served = await ServedMachine.StartAsync(_on, model: BridgeTests.Lent(new LanguageModel(_model, new("claude", "haiku"))));

    public async ValueTask DisposeAsync()
    {
        await _served.DisposeAsync();
        _on.Dispose();
    }

    [Theory]
    [InlineData(Scopes.Ask), InlineData(Scopes.Write)]
    public async Task Another_Debrief_reaches_it_as_it_reaches_a_bridge_with_a_token_for_the_secret(string scope)
    {
        using var model = new ModelChoice("bridge", "haiku", _served.Url.ToString(), _served.Token(scope)).Open();

        var answer = await model.AskAsync(new("you are", "what is", null, 321) { SessionId = "s-1" }, CancellationToken.None);

        Assert.Equal(("the answer", "claude-haiku-4-5", 7, 3, 0.5, true), (answer.Text, answer.Usage.Model, answer.Usage.InputTokens, answer.Usage.OutputTokens, answer.Usage.CostUsd, answer.IsCutOff));
        Assert.Equal(("you are", "what is", 321, "s-1"), _model.Asked.Single());
    }

    [Fact]
    public async Task A_token_that_may_only_ask_is_told_nothing_of_the_server_s_own_sessions()
    {
        Assert.Equal("mostly_achieved", (string?)(await AskAsync(Scopes.Write, "extract-facets", new { sessionId = "known" }, HttpStatusCode.OK))["outcome"]);
        Assert.Contains("give a digest", (string?)(await AskAsync(Scopes.Ask, "extract-facets", new { sessionId = "known" }, HttpStatusCode.Forbidden))["detail"]);
    }

    [Fact]
    public async Task The_words_of_a_session_that_the_server_excludes_reach_no_model()
    {
        var refused = await AskAsync(Scopes.Ask, "extract-facets", new { sessionId = "excluded", digest = new { prompt = "q" } }, HttpStatusCode.BadGateway);

        Assert.Equal("Refused", (string?)refused["kind"]);
        Assert.Empty(_model.Asked);
    }

    [Fact]
    public async Task A_question_may_be_longer_than_other_bodies_and_not_of_any_length()
    {
        await AskAsync(Scopes.Ask, "synthesize", new { prompt = new string('x', 3 << 20) }, HttpStatusCode.OK);
        await AskAsync(Scopes.Ask, "synthesize", new { prompt = new string('x', 5 << 20) }, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_server_without_a_model_says_so()
    {
        await using var without = await ServedMachine.StartAsync(_on);

        Assert.Contains("no model to lend", (string?)(await without.SendAsync(HttpMethod.Post, "/api/claude/synthesize", new { prompt = "q" }, HttpStatusCode.ServiceUnavailable))["detail"]);
    }

    async Task<JsonNode> AskAsync(string scope, string endpoint, object body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/claude/{endpoint}") { Content = JsonContent.Create(body), Headers = { ExpectContinue = true } };
        using var response = await _served.Client(scope).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
