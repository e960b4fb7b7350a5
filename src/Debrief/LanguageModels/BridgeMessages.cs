using System.Text.Json;
using System.Text.Json.Serialization;

namespace Debrief.LanguageModels;

// Named as they always were, whatever names the JSON of its surroundings has.
/// <summary>What is posted to <c>/api/claude/extract-facets</c>: a session that the bridge's own machine knows, or one that it doesn't, with its digest.</summary>
sealed record BridgeExtraction([property: JsonPropertyName("sessionId")] string? SessionId, BridgeQuestion? Digest);

/// <summary>A question in words, also what is posted to <c>/api/claude/synthesize</c>.</summary>
sealed record BridgeQuestion(string? System, string? Prompt, JsonElement? Schema, [property: JsonPropertyName("maxTokens")] int? MaxTokens);

/// <summary>The model's words, unchecked: who asked checks them.</summary>
sealed record BridgeAnswer(
    string Text, string Model, [property: JsonPropertyName("inputTokens")] long InputTokens, [property: JsonPropertyName("outputTokens")] long OutputTokens,
    [property: JsonPropertyName("costUsd")] double? CostUsd, [property: JsonPropertyName("cutOff")] bool CutOff);

/// <summary>Why there is no answer, beside the status.</summary>
sealed record BridgeProblem(string Title, string Detail, int Status, FailureKind? Kind);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BridgeExtraction))]
[JsonSerializable(typeof(BridgeQuestion))]
[JsonSerializable(typeof(BridgeAnswer))]
[JsonSerializable(typeof(BridgeProblem))]
sealed partial class BridgeJson : JsonSerializerContext;
