using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>What Claude Code prints about one question, up to its result.</summary>
sealed class ClaudeTurn
{
    /// <summary>The model of words that are Claude Code's own.</summary>
    const string NoModel = "<synthetic>";

    /// <summary>Before it asks again it waits 0.6 s by itself; what is longer the provider asks for.</summary>
    static readonly TimeSpan _shortestAsked = TimeSpan.FromSeconds(1);

    readonly StringBuilder _said = new();
    string? _model;
    JsonElement _result;
    TimeSpan? _retryAfter;

    public bool IsOver => _result.ValueKind == JsonValueKind.Object;

    /// <summary>It would ask again only after longer than anyone should be kept waiting, or a second time.</summary>
    public ModelFailure? WaitsTooLong { get; private set; }

    public string? SessionId => _result.Text("session_id");

    public bool IsError => _result.At("is_error").ValueKind == JsonValueKind.True;

    /// <summary>Of all the questions of the process; null where it doesn't say.</summary>
    public double? TotalCostUsd => _result.Number("total_cost_usd");

    public void Add(JsonElement line)
    {
        switch (line.Text("type"))
        {
            case "assistant" when line.At("message").Text("model") is { } model and not NoModel:
                Hear(model, line.At("message").At("content"));
                break;
            case "system" when line.Text("subtype") == "api_retry":
                Wait(line);
                break;
            case "result":
                _result = line;
                break;
        }
    }

    /// <exception cref="ModelFailure">The result is that there is no answer.</exception>
    public ChatResponse Answer(string askedModel, double? spent)
    {
        var model = _model ?? askedModel;
        var usage = UsageOf(_result.At("usage"));
        if (IsError)
            throw FailureOf(new(model, usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0, spent));

        return new(new ChatMessage(ChatRole.Assistant, Question.Answered(Said())))
        {
            ModelId = model,
            Usage = usage,
            FinishReason = ChatFinishReason.Stop,
            AdditionalProperties = spent is { } cost ? new() { [ClaudeCli.CostProperty] = cost } : null,
        };
    }

    /// <summary>All parts: an answer that came to its greatest length is gone on with, and the result holds its last part only.</summary>
    string Said() => _said.Length > 0 ? _said.ToString() : _result.Text("result") ?? "";

    void Hear(string model, JsonElement content)
    {
        _model = model;
        if (content.ValueKind != JsonValueKind.Array)
            return;
        foreach (var block in content.EnumerateArray())
            _said.Append(block.Text("text"));
    }

    void Wait(JsonElement retry)
    {
        var isFirst = retry.Number("attempt") is null or <= 1;
        var wait = TimeSpan.FromMilliseconds(Math.Clamp(retry.Number("retry_delay_ms") ?? 0, 0, TimeSpan.FromDays(30).TotalMilliseconds));
        if (isFirst && wait >= _shortestAsked)
            _retryAfter = wait;
        if (!isFirst || wait > AskedToWait.Patience)
            WaitsTooLong = ProviderFailure.Of((int?)retry.Count("error_status"), retry.Text("error") ?? "nothing", _retryAfter);
    }

    ModelFailure FailureOf(ModelUsage spent)
    {
        var said = _result.Text("result") is { Length: > 0 } text ? text : _result.Text("subtype") ?? "nothing";
        var failure = ProviderFailure.Of((int?)_result.Count("api_error_status"), said, _retryAfter);
        return new(failure.Kind, failure.Message, failure.RetryAfter) { Spent = spent };
    }

    static UsageDetails? UsageOf(JsonElement usage)
    {
        if (usage.ValueKind != JsonValueKind.Object)
            return null;
        var read = usage.Count("cache_read_input_tokens") ?? 0;
        var written = usage.Count("cache_creation_input_tokens") ?? 0;
        return new()
        {
            InputTokenCount = (usage.Count("input_tokens") ?? 0) + written + read,
            CachedInputTokenCount = read,
            AdditionalCounts = new() { [LanguageModel.CacheWrites] = written },
            OutputTokenCount = usage.Count("output_tokens") ?? 0,
        };
    }
}
