using Debrief.Facets;

namespace Debrief.Evaluation;

/// <summary>One labelled session, answered.</summary>
/// <param name="Facets">Null: there was no answer.</param>
/// <param name="Failure">Why there was none.</param>
sealed record Evaluated(LabelledSession Session, SessionFacet? Facets, string? Failure)
{
    public IReadOnlyList<Pair> Pairs { get; } = [.. Pair.Of(Session.Label, Facets)];
    public IReadOnlyList<EvidencePair> Evidence { get; } = [.. EvidencePair.Of(Session.Label, Facets)];
}
