using System.Text.Json;

namespace Debrief.LanguageModels;

/// <summary>One question to a model.</summary>
/// <param name="System">The fixed part, the same for all questions of a run: what a provider can cache.</param>
/// <param name="User">What differs from question to question.</param>
/// <param name="Schema">JSON Schema of the answer: enforced where the transport can, null where any text will do.</param>
/// <param name="MaxTokens">Of the answer, at most.</param>
sealed record ModelPrompt(string System, string User, JsonElement? Schema, int MaxTokens)
{
    /// <summary>What it is about, where it is about one.</summary>
    public string? SessionId { get; init; }
}

/// <param name="IsCutOff">It ended at the greatest length, not because all was said.</param>
sealed record ModelAnswer(string Text, ModelUsage Usage, bool IsCutOff);

/// <param name="Model">As the provider calls it.</param>
/// <param name="InputTokens">All of them, those read from or written to a cache too.</param>
/// <param name="CostUsd">As the transport says, else by the price list; null where nobody knows the price.</param>
sealed record ModelUsage(string Model, long InputTokens, long OutputTokens, double? CostUsd)
{
    /// <summary>Of two calls for one answer. A cost that isn't known on one side makes the sum unknown.</summary>
    public static ModelUsage operator +(ModelUsage first, ModelUsage second) =>
        new(second.Model, first.InputTokens + second.InputTokens, first.OutputTokens + second.OutputTokens, first.CostUsd + second.CostUsd);
}
