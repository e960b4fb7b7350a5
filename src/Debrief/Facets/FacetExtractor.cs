using Debrief.LanguageModels;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>Answers what a session was about and how it went.</summary>
abstract class FacetExtractor
{
    /// <summary>As kept with every answer: rules, model, bridge.</summary>
    public abstract string Name { get; }

    /// <summary>As asked for; none where there is none.</summary>
    public abstract string Model { get; }

    public abstract string PromptVersion { get; }

    /// <param name="passages">The whole session in the order it happened.</param>
    /// <exception cref="ModelFailure">The model gave no answer.</exception>
    /// <exception cref="UnusableAnswer">It gave one that isn't what was asked for.</exception>
    public abstract Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel);
}

/// <param name="Dropped">What of the answer did not stand the checks, by reason.</param>
sealed record ExtractedFacet(SessionFacet Facet, IReadOnlyDictionary<string, int> Dropped)
{
    /// <summary>What was spent, with a cost of null where nobody knows the price. Null: what the facet says.</summary>
    public ModelUsage? Spent { get; init; }

    public ModelUsage Cost() => Spent ?? new(Facet.ExtractionModel, Facet.ExtractionInputTokens, Facet.ExtractionOutputTokens, Facet.ExtractionCostUsd);
}

/// <summary>A model's answer that isn't what was asked for, also after it was told what is wrong.</summary>
/// <param name="reason">One word for counting, such as not_json.</param>
/// <param name="dropped">As in <see cref="ExtractedFacet"/>.</param>
sealed class UnusableAnswer(string reason, string message, ModelUsage spent, IReadOnlyDictionary<string, int> dropped) : Exception(message)
{
    public string Reason => reason;
    public ModelUsage Spent => spent;
    public IReadOnlyDictionary<string, int> Dropped => dropped;
}
