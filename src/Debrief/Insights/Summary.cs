namespace Debrief.Insights;

/// <param name="Sessions">A person's own sessions that ended in the period.</param>
/// <param name="SubAgents">Of all sessions, automated ones too, as are the tokens.</param>
/// <param name="Active">Time of the person's sessions within the period; where they overlap it counts once.</param>
/// <param name="CostUsd">An estimate by the price table, of all sessions, automated ones too.</param>
/// <param name="UnpricedTokens">Tokens of models that the price table doesn't know.</param>
/// <param name="Artifacts">Of the person's sessions, as are lines, commits and pull requests. Null where none of them was extracted.</param>
sealed record Summary(int Sessions, int AutomatedSessions, int SubAgents, int HumanMessages, TimeSpan Active, TokenTotals Tokens, double CostUsd,
    long UnpricedTokens, int? Artifacts, int LinesAdded, int LinesRemoved, int Commits, int PullRequests)
{
    /// <param name="ended">All sessions that ended in the period.</param>
    /// <param name="persons">All of the person's that were at work in it.</param>
    public static Summary Of(Period period, IReadOnlyList<PastSession> ended, IReadOnlyList<PastSession> persons, IReadOnlyList<Spending> spent)
    {
        var own = ended.Where(session => session.IsPersons).ToList();
        var facets = own.Select(session => session.Facet).OfType<Facets.SessionFacet>().ToList();
        return new(
            Sessions: own.Count,
            AutomatedSessions: ended.Count(session => session.IsAutomated),
            SubAgents: ended.Sum(session => session.Facts.SubAgents),
            HumanMessages: own.Sum(session => session.Facts.HumanMessages),
            Active: persons.ActiveIn(period),
            Tokens: TokenTotals.Sum(spent),
            CostUsd: spent.Sum(each => each.CostUsd ?? 0),
            UnpricedTokens: spent.Where(each => each.CostUsd is null).Sum(each => each.Tokens.Total),
            Artifacts: facets.Count == 0 ? null : facets.Sum(facet => facet.ArtifactsCreated),
            LinesAdded: own.Sum(session => session.Facts.LinesAdded),
            LinesRemoved: own.Sum(session => session.Facts.LinesRemoved),
            Commits: own.Sum(session => session.Facts.Commits),
            PullRequests: own.SelectMany(session => session.Facts.PullRequests).Distinct().Count());
    }
}

sealed record TokenTotals(long Input, long Output, long CacheCreation, long CacheRead)
{
    public long Total => Input + Output + CacheCreation + CacheRead;

    public static TokenTotals Sum(IEnumerable<Spending> spent) => spent.Aggregate(new TokenTotals(0, 0, 0, 0), (sum, each) => new(
        sum.Input + each.Tokens.Input,
        sum.Output + each.Tokens.Output,
        sum.CacheCreation + each.Tokens.CacheCreation,
        sum.CacheRead + each.Tokens.CacheRead));
}
