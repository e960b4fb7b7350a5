using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>A model that answers one question at a time. However it is reached, it fails with <see cref="ModelFailure"/> and nothing else.</summary>
sealed class LanguageModel(IChatClient client, ModelChoice choice) : IDisposable
{
    /// <summary>Of a response's usage: the tokens that were written to a cache, as Anthropic's client calls them. They are among the input tokens.</summary>
    public const string CacheWrites = "CacheCreationInputTokens";

    public ModelChoice Choice => choice;

    /// <exception cref="ModelFailure">There is no answer.</exception>
    public async Task<ModelAnswer> AskAsync(ModelPrompt prompt, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(choice.Timeout);
        try
        {
            var response = await client.GetResponseAsync(Messages(prompt), Options(prompt), limit.Token);
            return AnswerOf(response);
        }
        catch (Exception ex) when (ex is not ModelFailure && !cancel.IsCancellationRequested && FailureOf(ex) is not null)
        {
            throw FailureOf(ex)!;
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>The fixed part comes first, and is marked as worth keeping for five minutes; a client that doesn't know that mark passes over it.</summary>
    static IEnumerable<ChatMessage> Messages(ModelPrompt prompt)
    {
        if (prompt.System.Length > 0)
            yield return new(ChatRole.System, [new TextContent(prompt.System).WithCacheControl(Ttl.Ttl5m)]);
        yield return new(ChatRole.User, prompt.User);
    }

    ChatOptions Options(ModelPrompt prompt) => new()
    {
        ModelId = choice.Model,
        ConversationId = prompt.SessionId,
        MaxOutputTokens = prompt.MaxTokens,
        ResponseFormat = prompt.Schema is { } schema ? ChatResponseFormat.ForJsonSchema(schema, "answer") : null,
    };

    ModelAnswer AnswerOf(ChatResponse response)
    {
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            throw new ModelFailure(FailureKind.Refused, "The model refused to answer.") { Spent = UsageOf(response) };
        return new(response.Text, UsageOf(response), response.FinishReason == ChatFinishReason.Length);
    }

    ModelUsage UsageOf(ChatResponse response)
    {
        var model = response.ModelId ?? choice.Model;
        var usage = response.Usage;
        var told = response.AdditionalProperties?.TryGetValue(ClaudeCli.CostProperty, out double cost) == true ? cost : (double?)null;
        return new(model, usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0, told ?? (usage is null ? null : Cost(model, usage)));
    }

    /// <summary>By the price list. A cache keeps for five minutes, as it was asked to.</summary>
    static double? Cost(string model, UsageDetails usage)
    {
        var read = usage.CachedInputTokenCount ?? 0;
        var written = usage.AdditionalCounts is { } counts && counts.TryGetValue(CacheWrites, out var count) ? count : 0;
        return Prices.Cost(model, Math.Max(0, (usage.InputTokenCount ?? 0) - read - written), usage.OutputTokenCount ?? 0, written, 0, read, 0);
    }

    ModelFailure? FailureOf(Exception reason) => reason switch
    {
        OperationCanceledException => new(FailureKind.TimedOut, $"No answer came within {choice.Timeout.TotalSeconds:0} s.", cause: reason),
        _ => AnthropicApi.FailureOf(reason) ?? Unreachable(reason),
    };

    /// <summary>Null for what is a fault of ours: that goes on as it is.</summary>
    public static ModelFailure? Unreachable(Exception reason) => reason switch
    {
        HttpRequestException or IOException => new(FailureKind.Unreachable, $"The model can't be reached: {reason.Message}", cause: reason),
        System.Text.Json.JsonException => new(FailureKind.Malformed, "What came back is no answer of a model: is there a proxy in between?", cause: reason),
        _ => null,
    };
}
