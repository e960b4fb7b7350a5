using System.Text.Json;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Anthropic.Models.Messages.Batches;

namespace Debrief.LanguageModels;

/// <summary>A batch's questions and answers as Anthropic writes them: each is what one by one would be sent, and come.</summary>
static class BatchMessages
{
    public static Request Of(BatchQuestion question, string model) => new()
    {
        CustomID = question.Id,
        Params = new()
        {
            Model = model,
            MaxTokens = question.Prompt.MaxTokens,
            System = new List<TextBlockParam> { new() { Text = question.Prompt.System } },
            Messages = [new UserMessageParam(question.Prompt.User)],
            OutputConfig = question.Prompt.Schema is { } schema ? new() { Format = new JsonOutputFormat { Schema = schema.Deserialize(BatchJson.Default.DictionaryStringJsonElement)! } } : null,
        },
    };

    public static BatchAnswer Read(MessageBatchIndividualResponse response)
    {
        try
        {
            if (response.Result.TryPickSucceeded(out var succeeded))
                return Answered(response.CustomID, succeeded.Message);
            if (response.Result.TryPickErrored(out var errored))
                return Failed(response.CustomID, "errored", ErrorOf(errored.Error.Error));
            return response.Result.TryPickExpired(out _)
                ? Failed(response.CustomID, "expired", new(FailureKind.TimedOut, "The batch's day was over before this was asked."))
                : Failed(response.CustomID, "canceled", new(FailureKind.ServerError, "The batch was cancelled before this was asked."));
        }
        catch (AnthropicException ex)
        {
            return Failed(response.CustomID, "malformed", new(FailureKind.Malformed, $"What came back is no answer of a model: {ex.Message}", cause: ex));
        }
    }

    static BatchAnswer Answered(string id, Message message)
    {
        var usage = UsageOf(message);
        var text = string.Concat(message.Content.Select(block => block.TryPickText(out var said) ? said.Text : ""));
        return message.StopReason?.Raw() switch
        {
            "refusal" => Failed(id, "refused", new(FailureKind.Refused, "The model refused to answer.") { Spent = usage }),
            "max_tokens" or "model_context_window_exceeded" => new(id, new(text, usage, IsCutOff: true)),
            _ => new(id, new(text, usage, IsCutOff: false)),
        };
    }

    /// <summary>By the status that it would have had alone.</summary>
    static ModelFailure ErrorOf(Anthropic.Models.ErrorObject error)
    {
        var status = error.Json.TryGetProperty("type", out var type) ? type.ToString() switch
        {
            "invalid_request_error" => 400,
            "authentication_error" => 401,
            "billing_error" => 402,
            "permission_error" => 403,
            "not_found_error" => 404,
            "request_too_large" => 413,
            "rate_limit_error" => 429,
            "overloaded_error" => 529,
            _ => 500,
        } : (int?)null;
        return ProviderFailure.Of(status, error.Message);
    }

    static BatchAnswer Failed(string id, string reason, ModelFailure failure) => new(id, null, reason, failure);

    static ModelUsage UsageOf(Message message)
    {
        var (model, usage) = (message.Model.Raw(), message.Usage);
        var (written, read) = (usage.CacheCreationInputTokens ?? 0, usage.CacheReadInputTokens ?? 0);
        var cost = Prices.Cost(model, usage.InputTokens, usage.OutputTokens, written, 0, read, 0) * AnthropicBatches.PartOfThePrice;
        return new(model, usage.InputTokens + written + read, usage.OutputTokens, cost);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, JsonElement>))]
sealed partial class BatchJson : System.Text.Json.Serialization.JsonSerializerContext;
