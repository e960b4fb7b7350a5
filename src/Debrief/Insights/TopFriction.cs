using Debrief.Facets;

namespace Debrief.Insights;

/// <param name="ByKind">Incidents by kind, most frequent first.</param>
/// <param name="Incidents">Up to five that have a verified quote, worst first.</param>
/// <param name="Sessions">The person's sessions whose friction could be told.</param>
sealed record TopFriction(IReadOnlyList<Count> ByKind, IReadOnlyList<Incident> Incidents, int Sessions)
{
    public static TopFriction Of(IReadOnlyList<PastSession> own) => new(
        Tally.Sum(own.Select(session => session.Facet?.FrictionCounts)),
        [.. own.SelectMany(Incident.Of)
            .DistinctBy(incident => (incident.SessionId, incident.Quote))
            .OrderBy(incident => incident.Speaker != "human")
            .ThenByDescending(incident => incident.At ?? DateTimeOffset.MinValue)
            .ThenBy(incident => incident.SessionId, StringComparer.Ordinal)
            .ThenBy(incident => incident.Quote, StringComparer.Ordinal)
            .Take(5)],
        own.Count(session => session.Facet?.FrictionCounts is not null));
}

/// <summary>What a person complained about is worse than what only the machine shows; of two, the more recent.</summary>
/// <param name="Who">user, assistant, environment; null where it can't be told.</param>
/// <param name="At">When it was said, else when its session ended.</param>
sealed record Incident(string SessionId, string? Title, string Kind, string? Who, string? Detail, string Quote, string Speaker, DateTimeOffset? At)
{
    public static IEnumerable<Incident> Of(PastSession session) => session.Facet is not { } facet ? [] : facet.Evidence
        .Where(evidence => evidence.Facet == "friction")
        .Select(evidence => new Incident(session.Facts.Id, session.Facts.Title, evidence.Value, evidence.Who,
            IsAbout(evidence.Value, facet) ? facet.FrictionDetail : null, evidence.Quote, evidence.Speaker, evidence.At ?? session.EndedAt));

    /// <summary>The detail is told of the whole session: it fits when that has no other kind of friction, or it names this one.</summary>
    static bool IsAbout(string kind, SessionFacet facet)
    {
        var kinds = (facet.FrictionCounts ?? Sessions.Counts.None).Where(count => count.Value > 0).Select(count => count.Key);
        return kinds.All(each => each == kind)
            || facet.FrictionDetail?.Replace('_', ' ').Contains(kind.Replace('_', ' '), StringComparison.OrdinalIgnoreCase) == true;
    }
}
