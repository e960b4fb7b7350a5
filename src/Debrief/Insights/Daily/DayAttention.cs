namespace Debrief.Insights.Daily;

/// <summary>What one business got in a day.</summary>
/// <param name="Sessions">The person's sessions that ended in it.</param>
/// <param name="ByAlignment">Its time by aligned, supportive, neutral, drift, unknown; without those that had none.</param>
sealed record DayAttention(string? Business, int Sessions, TimeSpan Active, IReadOnlyDictionary<string, TimeSpan> ByAlignment)
{
    public const string Unknown = "unknown";

    /// <param name="persons">All of the person's sessions that were at work in it or ended in it.</param>
    public static IReadOnlyList<DayAttention> Map(Span day, IReadOnlyList<PastSession> persons) =>
        [.. persons.GroupBy(session => session.Business).Select(group => Of(day, group.Key, [.. group])).Where(each => each is not { Sessions: 0, Active.Ticks: 0 })];

    static DayAttention Of(Span day, string? business, IReadOnlyList<PastSession> sessions) => new(
        business,
        sessions.Count(session => day.Contains(session.EndedAt)),
        sessions.ActiveIn(day),
        sessions.GroupBy(session => session.Alignment ?? Unknown)
            .Select(group => (Degree: group.Key, Active: group.ActiveIn(day)))
            .Where(each => each.Active > TimeSpan.Zero)
            .ToDictionary(each => each.Degree, each => each.Active));
}
