using Debrief.Facets;

namespace Debrief.Evaluation;

/// <summary>What a label's answers and an extractor's rest on, for one facet of one session.</summary>
/// <param name="Backed">How many of the extractor's items stand where the label has one.</param>
/// <param name="Found">How many of the label's items the extractor has.</param>
sealed record EvidencePair(string SessionId, string Facet, int Given, int Backed, int Labelled, int Found)
{
    public static readonly IReadOnlyList<string> Facets = ["outcome", "satisfaction", "friction", "corrections"];

    /// <summary>None for a label without evidence: nothing can be held against it.</summary>
    public static IEnumerable<EvidencePair> Of(Label label, SessionFacet? facets)
    {
        var said = facets?.Evidence ?? [];
        return label.Evidence.Count == 0 ? [] : Facets.Select(facet =>
        {
            var labelled = label.Evidence.Where(item => item.Facet == facet).ToList();
            var given = said.Where(item => LabelledEvidence.FacetNamed(item.Facet) == facet).ToList();
            return new EvidencePair(
                label.SessionId, facet, given.Count, given.Count(item => labelled.Exists(one => one.Supports(item))),
                labelled.Count, labelled.Count(one => given.Exists(one.Supports)));
        });
    }

    public static double? Measure(string measure, IReadOnlyList<EvidencePair> pairs) => measure == Measures.Precision
        ? Measures.Ratio(pairs.Sum(pair => pair.Backed), pairs.Sum(pair => pair.Given))
        : Measures.Ratio(pairs.Sum(pair => pair.Found), pairs.Sum(pair => pair.Labelled));
}
