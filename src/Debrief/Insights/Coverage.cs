namespace Debrief.Insights;

/// <summary>What the statements rest on.</summary>
/// <param name="Eligible">Sessions of more than five messages that ended in the period, a person's and automated ones.</param>
/// <param name="Extracted">Of those, how many have facets.</param>
/// <param name="ByExtractor">Of those, by extractor and prompt version, such as "rules v1".</param>
/// <param name="TooShort">Sessions of five messages or fewer.</param>
/// <param name="Evidence">Quotes that their facets rest on.</param>
sealed record Coverage(int Eligible, int Extracted, IReadOnlyList<Count> ByExtractor, int TooShort, int Evidence)
{
    /// <summary>Of those without facets, how many were tried in vain; the others wait.</summary>
    public int Failed { get; init; }

    public static Coverage Of(IReadOnlyList<PastSession> ended)
    {
        var eligible = ended.Count(session => session.IsEligible);
        var facets = ended.Where(session => session.IsEligible).Select(session => session.Facet).OfType<Facets.SessionFacet>().ToList();
        return new(
            eligible,
            facets.Count,
            Tally.Of(facets.Select(facet => $"{facet.Extractor} {facet.PromptVersion}")),
            ended.Count - eligible,
            facets.Sum(facet => facet.Evidence.Count));
    }
}
