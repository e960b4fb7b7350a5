using Debrief.Facets;

namespace Debrief.Insights;

/// <summary>What came of the person's sessions. Null where none of them was extracted.</summary>
sealed record Value(int? Artifacts, int? KnowledgeFiled, int? DecisionsMade, TimeSaved? TimeSaved)
{
    public static readonly Value Unknown = new(null, null, null, null);

    /// <param name="own">The person's sessions that ended in the period.</param>
    public static Value Of(IReadOnlyList<PastSession> own)
    {
        var facets = own.Select(session => session.Facet).OfType<SessionFacet>().ToList();
        return facets.Count == 0 ? Unknown : new(
            facets.Sum(facet => facet.ArtifactsCreated),
            facets.Sum(facet => facet.KnowledgeFiled),
            facets.Sum(facet => facet.DecisionsMade),
            TimeSaved.From(own.Count, facets));
    }
}

/// <summary>
/// Time saved, as a range. The upper end adds up what the extractor estimates of each session, by how far it reached its goal: all of it where fully, nine tenths where
/// mostly, half where partially, nothing otherwise. The lower end is half of that: estimates of this kind agree only loosely with clocks, and what an assistant made has
/// to be read and checked.
/// </summary>
/// <param name="Sessions">With an estimate.</param>
/// <param name="Of">The person's sessions.</param>
sealed record TimeSaved(TimeSpan Low, TimeSpan High, int Sessions, int Of)
{
    const double LowerEnd = 0.5;

    /// <returns>Null: nobody estimated any.</returns>
    public static TimeSaved? From(int sessions, IReadOnlyList<SessionFacet> facets)
    {
        var estimated = facets.Where(facet => facet.EstimatedTimeSavedMinutes is not null).ToList();
        var minutes = Math.Round(estimated.Sum(facet => Share(facet.Outcome) * facet.EstimatedTimeSavedMinutes!.Value), MidpointRounding.AwayFromZero);
        return estimated.Count == 0 ? null : new(TimeSpan.FromMinutes(Math.Round(LowerEnd * minutes, MidpointRounding.AwayFromZero)), TimeSpan.FromMinutes(minutes), estimated.Count, sessions);
    }

    static double Share(string? outcome) => outcome switch
    {
        "fully_achieved" => 1,
        "mostly_achieved" => 0.9,
        "partially_achieved" => 0.5,
        _ => 0,
    };
}
