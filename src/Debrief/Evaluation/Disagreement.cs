namespace Debrief.Evaluation;

/// <summary>A facet of a session that two extractors answer differently, in short words.</summary>
sealed record Disagreement(string SessionId, string Label, string A, string B)
{
    /// <summary>By facet, in the order of the table.</summary>
    public static IReadOnlyList<(ComparedFacet Facet, IReadOnlyList<Disagreement> Sessions)> Between(EvaluationRun a, EvaluationRun b) =>
    [
        .. a.Sessions.Zip(b.Sessions)
            .SelectMany(both => both.First.Pairs.Zip(both.Second.Pairs))
            .Select(both => (both.First.Facet, Told: new Disagreement(both.First.SessionId, Told(both.First, both.First.Label), Told(both.First, both.First.Answer), Told(both.First, both.Second.Answer))))
            .Where(both => both.Told.A != both.Told.B)
            .GroupBy(both => both.Facet, both => both.Told)
            .OrderBy(facet => ComparedFacet.All.ToList().IndexOf(facet.Key))
            .Select(facet => (facet.Key, (IReadOnlyList<Disagreement>)[.. facet])),
    ];

    static string Told(Pair pair, IReadOnlyList<string>? items) => Pair.Told(pair.Facet, items);
}
