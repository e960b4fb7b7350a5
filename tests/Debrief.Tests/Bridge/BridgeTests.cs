using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Debrief.Bridge;
using Debrief.Facets;
using Debrief.LanguageModels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;

namespace Debrief.Tests.Bridge;

public sealed class BridgeTests : IAsyncLifetime
{
    const string Secret = "a secret of enough characters";

    readonly Scripted _host = new();
    WebApplication _app = null!;
    string Url => _app.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var model = new LanguageModel(_host, new("claude", "haiku"));
        _app = new BridgeServer(Lent(model), Secret).Build("http://127.0.0.1:0");
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_question_goes_over_the_bridge_and_the_answer_comes_back_with_what_it_cost()
    {
        using var model = Client(Secret).Open();

        var answer = await model.AskAsync(new("you are", "what is", null, 321) { SessionId = "s-1" }, CancellationToken.None);

        Assert.Equal(("the answer", "claude-haiku-4-5", 7, 3, 0.5, true), (answer.Text, answer.Usage.Model, answer.Usage.InputTokens, answer.Usage.OutputTokens, answer.Usage.CostUsd, answer.IsCutOff));
        Assert.Equal(("you are", "what is", 321, "s-1"), _host.Asked.Single());
    }

    [Fact]
    public async Task What_the_host_does_not_know_the_cost_of_is_no_gift_here()
    {
        _host.Usage = null;
        using var model = Client(Secret).Open();

        Assert.Null((await model.AskAsync(new("", "q", null, 10), CancellationToken.None)).Usage.CostUsd);
    }

    [Fact]
    public async Task A_failure_of_the_host_s_model_comes_over_as_what_it_is()
    {
        _host.Failure = new(FailureKind.RateLimited, "Too many.", TimeSpan.FromSeconds(7));
        using var model = Client(Secret).Open();

        var failure = await Assert.ThrowsAsync<ModelFailure>(() => model.AskAsync(new("", "q", null, 10), CancellationToken.None));

        Assert.Equal((FailureKind.RateLimited, TimeSpan.FromSeconds(7)), (failure.Kind, failure.RetryAfter));
        Assert.Contains("Too many.", failure.Message);
    }

    [Fact]
    public async Task The_words_of_a_session_that_the_host_excludes_reach_no_model()
    {
        using var model = Client(Secret).Open();

        var failure = await Assert.ThrowsAsync<ModelFailure>(() => model.AskAsync(new("", "q", null, 10) { SessionId = "excluded" }, CancellationToken.None));

        Assert.Equal((FailureKind.Refused, false), (failure.Kind, failure.IsForAll));
        Assert.Empty(_host.Asked);
    }

    [Fact]
    public async Task Who_does_not_know_the_secret_gets_nothing()
    {
        using var model = Client("another secret").Open();

        var failure = await Assert.ThrowsAsync<ModelFailure>(() => model.AskAsync(new("", "q", null, 10), CancellationToken.None));

        Assert.Equal(FailureKind.Unauthorized, failure.Kind);
        Assert.True(failure.IsForAll);
        Assert.Empty(_host.Asked);
    }

    [Fact]
    public async Task A_session_that_the_host_knows_is_answered_with_its_facets() =>
        Assert.Contains("\"outcome\":\"mostly_achieved\"", await PostAsync("extract-facets", """{"sessionId":"known"}""", HttpStatusCode.OK));

    [Theory]
    [InlineData("extract-facets", """{"sessionId":"unknown"}""", HttpStatusCode.NotFound, "There is no session unknown.")]
    [InlineData("extract-facets", """{"sessionId":"broken"}""", HttpStatusCode.InternalServerError, "A fault at the bridge: the disk is full")]
    [InlineData("extract-facets", "{}", HttpStatusCode.BadRequest, "sessionId")]
    [InlineData("extract-facets", "no JSON", HttpStatusCode.BadRequest, "JSON")]
    [InlineData("synthesize", """{"prompt":""}""", HttpStatusCode.BadRequest, "prompt")]
    public async Task What_cannot_be_answered_is_told_why(string endpoint, string body, HttpStatusCode status, string why) =>
        Assert.Contains(why, await PostAsync(endpoint, body, status));

    [Fact]
    public async Task A_body_of_any_length_is_not_read() =>
        await PostAsync("synthesize", $$"""{"prompt":"{{new string('x', 5 << 20)}}"}""", HttpStatusCode.RequestEntityTooLarge);

    internal static LentModel Lent(LanguageModel model) => new(() => model, new(ExtractAsync, (session, _) => Task.FromResult(session == "excluded")));

    ModelChoice Client(string secret) => new("bridge", "haiku", Url, secret);

    async Task<string> PostAsync(string endpoint, string body, HttpStatusCode expected)
    {
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Secret) } };
        http.DefaultRequestHeaders.ExpectContinue = true; // A body that is refused needn't be sent.
        using var response = await http.PostAsync($"{Url}/api/claude/{endpoint}", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    static Task<SessionFacet> ExtractAsync(string session, CancellationToken cancel) => session == "known"
        ? Task.FromResult(new SessionFacet { SessionId = session, Outcome = "mostly_achieved", Extractor = "model", ExtractionModel = "haiku", PromptVersion = "v1" })
        : throw (session == "broken" ? new IOException("the disk is full") : new UserError($"There is no session {session}."));

    /// <summary>A model that says what it was told to say.</summary>
    internal sealed class Scripted : IChatClient
    {
        public List<(string System, string Prompt, int MaxTokens, string? Session)> Asked { get; } = [];
        public ModelFailure? Failure { get; set; }
        public UsageDetails? Usage { get; set; } = new() { InputTokenCount = 7, OutputTokenCount = 3 };

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var all = messages.ToList();
            Asked.Add((all.Find(message => message.Role == ChatRole.System)?.Text ?? "", all[^1].Text, options!.MaxOutputTokens!.Value, options.ConversationId));
            return Failure is not null ? throw Failure : Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "the answer"))
            {
                ModelId = "claude-haiku-4-5",
                FinishReason = ChatFinishReason.Length,
                Usage = Usage,
                AdditionalProperties = Usage is null ? null : new() { [ClaudeCli.CostProperty] = 0.5 },
            });
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
        public object? GetService(Type serviceType, object? serviceKey = null) => null;
        public void Dispose() { }
    }
}
