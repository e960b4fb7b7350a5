using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>Another Debrief's model, for one that runs where Claude Code isn't, such as in a container.</summary>
sealed class BridgeClient : WholeAnswerClient
{
    readonly HttpClient _http;

    public BridgeClient(Uri baseUrl, string secret)
    {
        _http = new() { BaseAddress = new(baseUrl.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
    }

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var question = new BridgeQuestion(TextOf(all, system: true), TextOf(all, system: false), (options?.ResponseFormat as ChatResponseFormatJson)?.Schema, options?.MaxOutputTokens);
        using var response = options?.ConversationId is { } session
            ? await _http.PostAsJsonAsync("api/claude/extract-facets", new BridgeExtraction(session, question), BridgeJson.Default.BridgeExtraction, cancellationToken)
            : await _http.PostAsJsonAsync("api/claude/synthesize", question, BridgeJson.Default.BridgeQuestion, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw await FailureAsync(response, cancellationToken);

        var answer = (await response.Content.ReadFromJsonAsync(BridgeJson.Default.BridgeAnswer, cancellationToken))!;
        return new(new ChatMessage(ChatRole.Assistant, answer.Text))
        {
            ModelId = answer.Model,
            FinishReason = answer.CutOff ? ChatFinishReason.Length : ChatFinishReason.Stop,
            Usage = answer is { InputTokens: 0, OutputTokens: 0 } ? null : new() { InputTokenCount = answer.InputTokens, OutputTokenCount = answer.OutputTokens },
            AdditionalProperties = answer.CostUsd is { } cost ? new() { [ClaudeCli.CostProperty] = cost } : null,
        };
    }

    public override void Dispose() => _http.Dispose();

    static string TextOf(List<ChatMessage> messages, bool system) =>
        string.Join("\n\n", messages.Where(message => message.Role == ChatRole.System == system).Select(message => message.Text));

    static async Task<ModelFailure> FailureAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsStringAsync(cancel);
        var problem = Problem(body);
        return problem?.Kind is { } kind
            ? new(kind, $"At the bridge: {problem.Detail}", ProviderFailure.RetryAfter(response))
            : (int)response.StatusCode == 401
                ? new(FailureKind.Unauthorized, "The bridge refused the secret: it must be the same on both sides.")
                : ProviderFailure.Of((int)response.StatusCode, problem?.Detail ?? body, ProviderFailure.RetryAfter(response));
    }

    static BridgeProblem? Problem(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, BridgeJson.Default.BridgeProblem);
        }
        catch (JsonException)
        {
            return null; // Something in between has answered; its words are told.
        }
    }
}
