using static System.FormattableString;

namespace Debrief.Alerts.Rules;

/// <summary>The share of sessions that served none of the stated priorities, in a week against the four weeks before.</summary>
sealed class PriorityDrift : Rule
{
    const int RecentDays = 7;
    const int UsualDays = 28;
    const int FewestSessions = 8;
    const int FewestUsualSessions = 15;
    const double LeastShare = 0.3;
    const double MoreAtTheEnd = 0.1;
    const double Certainty = 2.6;

    public override string Kind => "drift";

    public override IEnumerable<Finding> Find(History history, DateOnly day)
    {
        var (recent, usual) = Judged(history, day);
        if (recent.Count < FewestSessions || usual.Count < FewestUsualSessions || Share(recent) < LeastShare || Deviations(recent, usual) < Certainty)
            yield break;

        yield return new(Kind, "",
            Invariant($"{Share(recent):0 %} of the {recent.Count} sessions of the last seven days served no priority of yours, against {Share(usual):0 %} of the {usual.Count} of the four weeks before."),
            LookAt.At(recent.Where(session => session.Alignment == "drift").Reverse().Select(session => session.Id)), Share(recent), Share(usual));
    }

    public override string? Over(History history, DateOnly day, string about)
    {
        var (recent, usual) = Judged(history, day);
        return recent.Count >= FewestSessions && usual.Count > 0 && Share(recent) < Share(usual) + MoreAtTheEnd
            ? Invariant($"{Share(recent):0 %} of the last week's sessions served no priority, where {Share(usual):0 %} are usual.")
            : null;
    }

    static (List<EndedSession> Recent, List<EndedSession> Usual) Judged(History history, DateOnly day) => (
        [.. history.Of(RecentDays, day).Where(IsJudged)],
        [.. history.Of(UsualDays, day.AddDays(-RecentDays)).Where(IsJudged)]);

    static bool IsJudged(EndedSession session) => session is { IsPersons: true, Alignment: not null };

    static double Share(List<EndedSession> sessions) => (double)sessions.Count(session => session.Alignment == "drift") / sessions.Count;

    static double Deviations(List<EndedSession> recent, List<EndedSession> usual)
    {
        // One of each is added, so that a share of none or all isn't taken for certain.
        var pooled = (recent.Concat(usual).Count(session => session.Alignment == "drift") + 1.0) / (recent.Count + usual.Count + 2);
        return (Share(recent) - Share(usual)) / Math.Sqrt(pooled * (1 - pooled) * (1.0 / recent.Count + 1.0 / usual.Count));
    }
}
