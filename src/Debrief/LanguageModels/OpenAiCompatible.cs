using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>A server that speaks OpenAI's chat completions, such as Ollama, LM Studio or vLLM. It is asked again where it doesn't know all of the words.</summary>
sealed class OpenAiCompatible : WholeAnswerClient
{
    /// <summary>What all of them know, but for the newest models of OpenAI's own.</summary>
    const string UsualLimit = "max_tokens";
    const string NewLimit = "max_completion_tokens";

    readonly HttpClient _http;
    Dialect _dialect = new(UsualLimit, WithSchema: true);

    /// <param name="baseUrl">With the version, such as http://127.0.0.1:11434/v1.</param>
    public OpenAiCompatible(Uri baseUrl, string? key)
    {
        _http = new() { BaseAddress = new(baseUrl.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages.ToList();
        var dialect = _dialect;
        var (answer, refused) = await AskAsync(dialect, asked, options, cancellationToken);
        while (answer is null && dialect.Simpler(refused!, options) is { } simpler)
        {
            dialect = simpler;
            (answer, refused) = await AskAsync(dialect, asked, options, cancellationToken);
        }

        if (answer is null)
            throw FailureOf(refused!);
        _dialect = dialect; // It answers this way: the next question is put so at once.
        return answer;
    }

    public override void Dispose() => _http.Dispose();

    async Task<(ChatResponse? Answer, Refusal? Refused)> AskAsync(Dialect dialect, List<ChatMessage> messages, ChatOptions? options, CancellationToken cancel)
    {
        using var response = await _http.PostAsJsonAsync("chat/completions", dialect.Request(messages, options), ChatJson.Default.JsonObject, cancel);
        var body = await response.Content.ReadAsStringAsync(cancel);
        return response.IsSuccessStatusCode
            ? (ChatCompletion.Read(body, options), null)
            : (null, new((int)response.StatusCode, body, ProviderFailure.RetryAfter(response)));
    }

    /// <summary>Who doesn't know a model names it; who says nothing of one doesn't know the address.</summary>
    ModelFailure FailureOf(Refusal refused) => refused.Status == 404 && !refused.Body.Contains("model", StringComparison.OrdinalIgnoreCase)
        ? new(FailureKind.NotInstalled, $"Nothing answers at {_http.BaseAddress}chat/completions: does `model: {{base_url: …}}` end with the API's version, such as /v1?{ProviderFailure.Saying(refused.Body)}")
        : ProviderFailure.Of(refused.Status, refused.Body, refused.RetryAfter);

    sealed record Refusal(int Status, string Body, TimeSpan? RetryAfter);

    /// <summary>Which words a server knows.</summary>
    sealed record Dialect(string Limit, bool WithSchema)
    {
        /// <summary>What is left to try; null: that isn't why it refused.</summary>
        public Dialect? Simpler(Refusal refused, ChatOptions? options) => refused.Status is not (400 or 422 or 501) ? null
            : Limit == UsualLimit && refused.Body.Contains(NewLimit, StringComparison.Ordinal) ? this with { Limit = NewLimit }
            : WithSchema && SchemaOf(options) is not null ? this with { WithSchema = false }
            : null;

        public JsonObject Request(List<ChatMessage> messages, ChatOptions? options)
        {
            var request = new JsonObject
            {
                ["model"] = options?.ModelId,
                [Limit] = options?.MaxOutputTokens,
                ["stream"] = false,
                ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]),
            };
            if (WithSchema && SchemaOf(options) is { } schema)
                request["response_format"] = new JsonObject { ["type"] = "json_schema", ["json_schema"] = new JsonObject { ["name"] = "answer", ["strict"] = true, ["schema"] = schema } };
            return request;
        }

        static JsonNode? SchemaOf(ChatOptions? options) => options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } ? JsonNode.Parse(schema.GetRawText()) : null;
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
sealed partial class ChatJson : System.Text.Json.Serialization.JsonSerializerContext;
