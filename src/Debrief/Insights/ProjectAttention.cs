namespace Debrief.Insights;

/// <summary>What one project got of what its business got.</summary>
/// <param name="Project">As a slug of its folder; null: the session was in none, or nothing tells.</param>
/// <param name="Sessions">The person's sessions that ended in the period.</param>
/// <param name="Tokens">Of all sessions, automated ones too: over all projects of a business they sum to the business's.</param>
sealed record ProjectAttention(string? Project, int Sessions, TimeSpan Active, long Tokens)
{
    /// <summary>Most time first, then most sessions and tokens; what was in no project last.</summary>
    /// <param name="sessions">The business's sessions that were at work in the period or ended in it.</param>
    /// <param name="spent">What was spent for the business.</param>
    public static IReadOnlyList<ProjectAttention> Of(Period period, IReadOnlyList<PastSession> sessions, IReadOnlyList<Spending> spent)
    {
        var (worked, cost) = (sessions.ToLookup(session => session.Project), spent.ToLookup(each => each.Project));
        return [.. worked.Select(group => group.Key).Union(cost.Select(group => group.Key))
            .Select(project => new ProjectAttention(project, worked[project].EndedIn(period).Count, worked[project].ActiveIn(period), cost[project].Sum(each => each.Tokens.Total)))
            .Where(each => each is not { Sessions: 0, Tokens: 0, Active.Ticks: 0 })
            .OrderBy(each => each.Project is null)
            .ThenByDescending(each => each.Active)
            .ThenByDescending(each => each.Sessions)
            .ThenByDescending(each => each.Tokens)
            .ThenBy(each => each.Project, StringComparer.Ordinal)];
    }
}
