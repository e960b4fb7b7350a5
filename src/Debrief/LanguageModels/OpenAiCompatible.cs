using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>A server that speaks OpenAI's chat completions, such as Ollama, LM Studio or vLLM. Many of them know max_tokens only, and some no schema.</summary>
sealed class OpenAiCompatible : IChatClient
{
    readonly HttpClient _http;
    bool _knowsNoSchema;

    /// <param name="baseUrl">With the version, such as http://127.0.0.1:11434/v1.</param>
    public OpenAiCompatible(Uri baseUrl, string? key)
    {
        _http = new() { BaseAddress = new(baseUrl.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages.ToList();
        var (status, body, retryAfter) = await PostAsync(asked, options, cancellationToken);
        if (status == 400 && !_knowsNoSchema && options?.ResponseFormat is ChatResponseFormatJson)
        {
            _knowsNoSchema = true;
            (status, body, retryAfter) = await PostAsync(asked, options, cancellationToken);
        }

        return status is >= 200 and < 300 ? Read(body, options) : throw ProviderFailure.Of(status, body, retryAfter);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => _http.Dispose();

    async Task<(int Status, string Body, TimeSpan? RetryAfter)> PostAsync(List<ChatMessage> messages, ChatOptions? options, CancellationToken cancel)
    {
        using var response = await _http.PostAsJsonAsync("chat/completions", Request(messages, options), ChatJson.Default.JsonObject, cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel), response.Headers.RetryAfter?.Delta);
    }

    JsonObject Request(List<ChatMessage> messages, ChatOptions? options)
    {
        var request = new JsonObject
        {
            ["model"] = options?.ModelId,
            ["max_tokens"] = options?.MaxOutputTokens,
            ["stream"] = false,
            ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]),
        };
        if (!_knowsNoSchema && options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema })
        {
            request["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject { ["name"] = "answer", ["strict"] = true, ["schema"] = JsonNode.Parse(schema.GetRawText()) },
            };
        }

        return request;
    }

    static ChatResponse Read(string body, ChatOptions? options)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var choice = json.RootElement.GetProperty("choices")[0];
            var text = choice.GetProperty("message").GetProperty("content").GetString() ?? "";
            return new(new ChatMessage(ChatRole.Assistant, text))
            {
                ModelId = json.RootElement.TryGetProperty("model", out var model) ? model.GetString() : options?.ModelId,
                FinishReason = choice.TryGetProperty("finish_reason", out var finish) && finish.GetString() is { } reason ? new ChatFinishReason(reason) : null,
                Usage = json.RootElement.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
                    ? new() { InputTokenCount = usage.GetProperty("prompt_tokens").GetInt64(), OutputTokenCount = usage.GetProperty("completion_tokens").GetInt64() }
                    : null,
            };
        }
        catch (Exception ex) when (ex is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw new ModelFailure(FailureKind.Malformed, "What came back is no answer of a model: does the base URL end with the API's version, such as /v1?", cause: ex);
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
sealed partial class ChatJson : System.Text.Json.Serialization.JsonSerializerContext;
