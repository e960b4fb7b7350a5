namespace Debrief.Insights.Daily;

/// <summary>The titles of sessions that a recommendation would name, in the order of their end.</summary>
/// <param name="MissedSkill">By skill.</param>
/// <param name="Failed">By the class of failure, of those classes that something can be done about.</param>
sealed record NamedCases(IReadOnlyList<string> Drifted, IReadOnlyList<string> Compacted,
    IReadOnlyDictionary<string, IReadOnlyList<string>> MissedSkill, IReadOnlyDictionary<string, IReadOnlyList<string>> Failed)
{
    public static NamedCases Of(IReadOnlyList<PastSession> ended, IReadOnlyList<PastSession> own) => new(
        Titles(own.Where(session => session.Alignment == "drift")),
        Titles(ended.Where(session => session.Facts.Compactions > 0)),
        By(own, session => session.Facet?.SkillsMissed?.Distinct() ?? []),
        By(ended, session => session.Facts.ToolFailures.Keys.Where(failure => Advice.Remedy(failure) is not null)));

    public static IReadOnlyList<string> Titles(IEnumerable<PastSession> sessions) =>
        [.. sessions.Select(session => session.Facts.Title).Where(title => !string.IsNullOrWhiteSpace(title)).Select(title => title!.Trim()).Distinct()];

    static Dictionary<string, IReadOnlyList<string>> By(IReadOnlyList<PastSession> sessions, Func<PastSession, IEnumerable<string>> names) => sessions
        .SelectMany(session => names(session), (session, name) => (Session: session, Name: name))
        .GroupBy(each => each.Name, each => each.Session)
        .ToDictionary(group => group.Key, Titles);
}
