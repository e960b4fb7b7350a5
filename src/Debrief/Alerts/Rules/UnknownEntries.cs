using static System.FormattableString;

namespace Debrief.Alerts.Rules;

/// <summary>A new version of Claude Code writes entries that Debrief doesn't know: what they say is missing from every figure.</summary>
sealed class UnknownEntries : Rule
{
    const int RecentDays = 7;
    const int FewestSessions = 3;
    const int FewestOthers = 5;
    const double LeastShare = 0.5;
    const double MostOfOthers = 0.2;

    public override string Kind => "coverage";

    public override IEnumerable<Finding> Find(History history, DateOnly day)
    {
        var versions = history.Of(RecentDays, day).Where(session => session.Version is not null).GroupBy(session => session.Version!);
        foreach (var version in versions.Where(sessions => sessions.Count() >= FewestSessions && Share(sessions) >= LeastShare))
        {
            var before = history.Of(History.Days, day).Where(session => session.Version != version.Key).ToList();
            if (before.Count < FewestOthers || Share(before) > MostOfOthers)
                continue;
            yield return new(Kind, version.Key,
                Invariant($"{version.Count(session => session.HasUnknownEntries)} of {version.Count()} sessions by Claude Code {version.Key} have entries that Debrief doesn't know, against {Share(before):0 %} by other versions. Figures may miss what they say until Debrief is updated."),
                LookAt.At(version.Where(session => session.HasUnknownEntries).Select(session => session.Id), "debrief doctor"),
                Share(version), Share(before));
        }
    }

    public override string? Over(History history, DateOnly day, string about)
    {
        var sessions = history.Of(RecentDays, day).Where(session => session.Version == about).ToList();
        return sessions.Count == 0 ? $"No session by Claude Code {about} ended within a week."
            : Share(sessions) <= MostOfOthers ? $"The entries of Claude Code {about} are known now."
            : null;
    }

    static double Share(IEnumerable<EndedSession> sessions) => sessions.Average(session => session.HasUnknownEntries ? 1.0 : 0.0);
}
