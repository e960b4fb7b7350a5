using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>What a server answers that speaks OpenAI's chat completions.</summary>
static class ChatCompletion
{
    /// <exception cref="ModelFailure">It is something else.</exception>
    public static ChatResponse Read(string body, ChatOptions? options)
    {
        using var json = Parse(body);
        var choices = json.RootElement.At("choices");
        if (choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0 || choices[0].At("message") is not { ValueKind: JsonValueKind.Object } message)
            throw Malformed();

        return new(new ChatMessage(ChatRole.Assistant, message.Text("content") ?? ""))
        {
            ModelId = json.RootElement.Text("model") ?? options?.ModelId,
            FinishReason = message.Text("refusal") is { Length: > 0 } ? ChatFinishReason.ContentFilter : choices[0].Text("finish_reason") is { Length: > 0 } reason ? new(reason) : null,
            Usage = UsageOf(json.RootElement.At("usage")),
        };
    }

    /// <summary>Null where the server counts nothing.</summary>
    static UsageDetails? UsageOf(JsonElement usage) => usage.Count("prompt_tokens") is { } input && usage.Count("completion_tokens") is { } output
        ? new() { InputTokenCount = input, OutputTokenCount = output, CachedInputTokenCount = usage.At("prompt_tokens_details").Count("cached_tokens") }
        : null;

    static JsonDocument Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(HalfCharacters.Mend(body));
        }
        catch (JsonException ex)
        {
            throw Malformed(ex);
        }
    }

    static ModelFailure Malformed(Exception? cause = null) =>
        new(FailureKind.Malformed, "What came back is no answer of a model: does the base URL end with the API's version, such as /v1?", cause: cause);
}
