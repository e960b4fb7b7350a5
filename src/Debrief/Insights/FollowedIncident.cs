using Debrief.Insights.Recommending;

namespace Debrief.Insights;

/// <summary>An incident, and whether it still happens. Nobody confirms that: it is told from not having been seen.</summary>
/// <param name="State">open: seen lately. resolved: not any more. unknown: too few sessions could have shown it since.</param>
/// <param name="Advice">What was recommended against it; null: nothing.</param>
sealed record FollowedIncident(Incident Incident, string State, Advised? Advice)
{
    public const int DaysUnseen = 14;
    public const int FewestSessions = 5;

    /// <summary>Open ones first, then what came back in most sessions, then the most recent.</summary>
    /// <param name="own">In the order of their end.</param>
    /// <param name="until">How far they go.</param>
    public static IReadOnlyList<FollowedIncident> Of(IReadOnlyList<PastSession> own, DateTimeOffset until, IReadOnlyList<Advised> advised)
    {
        var judged = own.Where(session => session.Facet?.FrictionCounts is not null).Select(session => session.EndedAt).ToList();
        var byKey = advised.ToLookup(each => each.Key);
        return [.. Incident.In(own)
            .Select(incident => new FollowedIncident(incident, StateOf(incident, judged, until), Insights.Advice.KeyAgainst(incident) is { } key ? byKey[key].FirstOrDefault() : null))
            .OrderBy(followed => followed.State == "resolved")
            .ThenByDescending(followed => followed.Incident.Sessions.Count)
            .ThenByDescending(followed => followed.Incident.Last)
            .ThenBy(followed => followed.Incident.Quote, StringComparer.Ordinal)];
    }

    static string StateOf(Incident incident, List<DateTimeOffset> judged, DateTimeOffset until) =>
        until - incident.Last < TimeSpan.FromDays(DaysUnseen) ? "open"
        : judged.Count(end => end > incident.Last) >= FewestSessions ? "resolved"
        : "unknown";
}
