namespace Debrief.Evaluation;

/// <summary>How far an extractor agrees with people on one facet.</summary>
/// <param name="Item">Of a facet that counts: which of its values alone; null for the facet as a whole.</param>
/// <param name="Measure">See docs/facets.md.</param>
/// <param name="Value">Null where nothing can be measured: neither side names anything, or only one value occurs.</param>
/// <param name="Answered">In how many of the sessions the extractor answered; for evidence, gave some.</param>
sealed record Agreement(string Facet, string? Item, string Measure, double? Value, Interval? Interval, int Answered, int Sessions)
{
    const string EvidenceOf = "evidence of ";

    public static IReadOnlyList<Agreement> Of(IReadOnlyList<Evaluated> sessions) =>
    [
        .. sessions.SelectMany(session => session.Pairs).GroupBy(pair => pair.Facet).OrderBy(facet => ComparedFacet.All.ToList().IndexOf(facet.Key)).SelectMany(facet => Of(facet.Key, [.. facet])),
        .. sessions.SelectMany(session => session.Evidence).GroupBy(pair => pair.Facet).SelectMany(facet => OfEvidence(facet.Key, [.. facet])),
    ];

    static IEnumerable<Agreement> Of(ComparedFacet facet, List<Pair> pairs)
    {
        var whole = Measures.Of(facet.Scale).Select(measure => Of(facet, null, measure, pairs));
        return facet.Scale != Scale.Counts ? whole : whole.Concat(pairs
            .SelectMany(pair => pair.Label!.Concat(pair.Answer ?? []))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .SelectMany(item => Measures.Of(facet.Scale).Select(measure => Of(facet, item, measure, [.. pairs.Select(pair => pair.Only(item))]))));
    }

    static Agreement Of(ComparedFacet facet, string? item, string measure, List<Pair> pairs) => new(
        facet.Name, item, measure, Measures.Measure(measure, pairs), Interval.Of(pairs, drawn => Measures.Measure(measure, drawn)), pairs.Count(pair => pair.IsAnswered), pairs.Count);

    static IEnumerable<Agreement> OfEvidence(string facet, List<EvidencePair> pairs) => new[] { Measures.Precision, Measures.Recall }.Select(measure => new Agreement(
        EvidenceOf + facet, null, measure, EvidencePair.Measure(measure, pairs), Interval.Of(pairs, drawn => EvidencePair.Measure(measure, drawn)), pairs.Count(pair => pair.Given > 0), pairs.Count));
}
