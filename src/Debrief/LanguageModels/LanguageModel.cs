using Microsoft.Extensions.AI;

namespace Debrief.LanguageModels;

/// <summary>A model that answers one question at a time. However it is reached, it fails with <see cref="ModelFailure"/> and nothing else.</summary>
sealed class LanguageModel(IChatClient client, ModelChoice choice) : IDisposable
{
    public ModelChoice Choice => choice;

    /// <exception cref="ModelFailure">There is no answer.</exception>
    public async Task<ModelAnswer> AskAsync(ModelPrompt prompt, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(choice.Timeout);
        try
        {
            var response = await client.GetResponseAsync([new(ChatRole.System, prompt.System), new(ChatRole.User, prompt.User)], Options(prompt), limit.Token);
            return AnswerOf(response);
        }
        catch (Exception ex) when (ex is not ModelFailure && !cancel.IsCancellationRequested && FailureOf(ex) is not null)
        {
            throw FailureOf(ex)!;
        }
    }

    public void Dispose() => client.Dispose();

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
        var input = response.Usage?.InputTokenCount ?? 0;
        var output = response.Usage?.OutputTokenCount ?? 0;
        var told = response.AdditionalProperties?.TryGetValue(ClaudeCli.CostProperty, out double cost) == true ? cost : (double?)null;
        var cached = response.Usage?.CachedInputTokenCount ?? 0;
        return new(model, input, output, told ?? Prices.Cost(model, input - cached, output, 0, 0, cached, 0));
    }

    ModelFailure? FailureOf(Exception reason) => reason switch
    {
        OperationCanceledException => new(FailureKind.TimedOut, $"No answer came within {choice.Timeout.TotalSeconds:0} s.", cause: reason),
        _ => AnthropicApi.FailureOf(reason) ?? Unreachable(reason),
    };

    /// <summary>Null for what is a fault of ours: that goes on as it is.</summary>
    static ModelFailure? Unreachable(Exception reason) => reason switch
    {
        HttpRequestException or IOException => new(FailureKind.Unreachable, $"The model can't be reached: {reason.Message}", cause: reason),
        System.Text.Json.JsonException => new(FailureKind.Malformed, "What came back is no answer of a model: is there a proxy in between?", cause: reason),
        _ => null,
    };
}
