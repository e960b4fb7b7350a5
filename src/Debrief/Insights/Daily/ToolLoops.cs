namespace Debrief.Insights.Daily;

/// <summary>The retry loops of one tool in a day.</summary>
/// <param name="Calls">Of the tool, in those sessions.</param>
/// <param name="Titles">Of those sessions.</param>
/// <param name="Projects">Of those sessions.</param>
sealed record ToolLoops(string Tool, int Sessions, int Calls, int Loops, IReadOnlyList<string> Titles, IReadOnlyList<string> Projects)
{
    /// <param name="own">The person's sessions that ended in it.</param>
    public static IReadOnlyList<ToolLoops> In(IReadOnlyList<PastSession> own) =>
        [.. own
            .Select(session => (Session: session, Tool: FailingTool.OfLoops(session)))
            .Where(loop => loop.Tool is not null)
            .GroupBy(loop => loop.Tool!, loop => loop.Session)
            .Select(group => new ToolLoops(
                group.Key,
                group.Count(),
                group.Sum(session => session.Facts.Tools.GetValueOrDefault(group.Key)),
                group.Sum(session => session.Facet!.RetryLoops),
                NamedCases.Titles(group),
                [.. group.Select(session => session.Facts.Project).OfType<string>().Distinct()]))];

    public static ToolLoops Sum(IEnumerable<ToolLoops> days) => days.Aggregate((sum, day) => new(
        sum.Tool, sum.Sessions + day.Sessions, sum.Calls + day.Calls, sum.Loops + day.Loops, [.. sum.Titles, .. day.Titles], [.. sum.Projects.Union(day.Projects)]));
}
