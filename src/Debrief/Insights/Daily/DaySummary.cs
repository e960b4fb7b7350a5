using Debrief.Facets;

namespace Debrief.Insights.Daily;

/// <inheritdoc cref="Summary"/>
/// <param name="PullRequests">Their addresses: one that two days tell of is one.</param>
sealed record DaySummary(int Sessions, int AutomatedSessions, int SubAgents, int HumanMessages, TimeSpan Active, int? Artifacts,
    int LinesAdded, int LinesRemoved, int Commits, IReadOnlyList<string> PullRequests)
{
    /// <param name="ended">All sessions that ended in it.</param>
    /// <param name="own">Those of them that are the person's.</param>
    /// <param name="active">How long the person's sessions were at work in it.</param>
    public static DaySummary Of(IReadOnlyList<PastSession> ended, IReadOnlyList<PastSession> own, TimeSpan active)
    {
        var facets = own.Select(session => session.Facet).OfType<SessionFacet>().ToList();
        return new(
            Sessions: own.Count,
            AutomatedSessions: ended.Count(session => session.IsAutomated),
            SubAgents: ended.Sum(session => session.Facts.SubAgents),
            HumanMessages: own.Sum(session => session.Facts.HumanMessages),
            Active: active,
            Artifacts: facets.Count == 0 ? null : facets.Sum(facet => facet.ArtifactsCreated),
            LinesAdded: own.Sum(session => session.Facts.LinesAdded),
            LinesRemoved: own.Sum(session => session.Facts.LinesRemoved),
            Commits: own.Sum(session => session.Facts.Commits),
            PullRequests: [.. own.SelectMany(session => session.Facts.PullRequests).Distinct()]);
    }
}
