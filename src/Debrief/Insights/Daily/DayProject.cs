namespace Debrief.Insights.Daily;

/// <summary>What one project got in a day of what its business got.</summary>
/// <param name="Sessions">The person's sessions that ended in it.</param>
sealed record DayProject(string? Business, string? Project, int Sessions, TimeSpan Active)
{
    /// <param name="persons">All of the person's sessions that were at work in it or ended in it.</param>
    public static IReadOnlyList<DayProject> Map(Span day, IReadOnlyList<PastSession> persons) =>
        [.. persons.GroupBy(session => (session.Business, session.Project))
            .Select(group => new DayProject(group.Key.Business, group.Key.Project, group.Count(session => day.Contains(session.EndedAt)), group.ActiveIn(day)))
            .Where(each => each is not { Sessions: 0, Active.Ticks: 0 })];
}
