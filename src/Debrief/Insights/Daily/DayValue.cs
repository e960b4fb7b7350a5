using Debrief.Facets;

namespace Debrief.Insights.Daily;

/// <inheritdoc cref="Value"/>
/// <param name="Sessions">The person's.</param>
/// <param name="Extracted">Of those, how many have facets.</param>
/// <param name="Estimated">Of those, how many have an estimate of the time that they saved.</param>
/// <param name="TenthsOfMinutesSaved">By how far they reached their goal; in whole numbers, so that days add up exactly.</param>
sealed record DayValue(int Sessions, int Extracted, int Artifacts, int KnowledgeFiled, int DecisionsMade, int Estimated, long TenthsOfMinutesSaved)
{
    /// <param name="own">The person's sessions that ended in it.</param>
    public static DayValue Of(IReadOnlyList<PastSession> own)
    {
        var facets = own.Select(session => session.Facet).OfType<SessionFacet>().ToList();
        return new(
            own.Count,
            facets.Count,
            facets.Sum(facet => facet.ArtifactsCreated),
            facets.Sum(facet => facet.KnowledgeFiled),
            facets.Sum(facet => facet.DecisionsMade),
            facets.Count(facet => facet.EstimatedTimeSavedMinutes is not null),
            facets.Sum(facet => TenthsOf(facet.Outcome) * (facet.EstimatedTimeSavedMinutes ?? 0)));
    }

    static long TenthsOf(string? outcome) => outcome switch
    {
        "fully_achieved" => 10,
        "mostly_achieved" => 9,
        "partially_achieved" => 5,
        _ => 0,
    };
}

/// <summary>What came of those sessions that used a skill.</summary>
sealed record SkillValue(string Skill, DayValue Value)
{
    /// <param name="own">The person's sessions that ended in it.</param>
    public static IReadOnlyList<SkillValue> In(IReadOnlyList<PastSession> own) =>
        [.. own.SelectMany(session => session.SkillsUsed, (session, skill) => (Session: session, Skill: skill))
            .GroupBy(use => use.Skill, use => use.Session)
            .Select(group => new SkillValue(group.Key, DayValue.Of([.. group])))];
}
