using static System.FormattableString;

namespace Debrief.Alerts.Rules;

/// <summary>Course corrections per session: see <see cref="RateSpike"/>.</summary>
sealed class FrictionSpike : Rule
{
    public override string Kind => "friction";

    public override IEnumerable<Finding> Find(History history, DateOnly day)
    {
        if (Measure(history, day).FirstOrDefault(each => each.IsSpike()) is not { } rates)
            yield break;

        var sessions = Judged(history, day).Where(session => session.Day >= rates.Since && session.Corrections > 0).OrderByDescending(session => session.Corrections);
        yield return new(Kind, "",
            Invariant($"Corrections rose to {rates.Now:0.0} per session in {rates.Sessions} sessions since {rates.Since:yyyy-MM-dd}, from {rates.Usual:0.0} in the {rates.UsualSessions} of the eight weeks before."),
            LookAt.At(sessions.Select(session => session.Id)), rates.Now, rates.Usual);
    }

    public override string? Over(History history, DateOnly day, string about) => Measure(history, day) is [var rates, ..] && rates.IsUsual()
        ? Invariant($"Corrections are at {rates.Now:0.0} per session again, where {rates.Usual:0.0} are usual.")
        : null;

    static IReadOnlyList<Rates> Measure(History history, DateOnly day) => RateSpike.Measure([.. Judged(history, day).Select(session => (session.Day, session.Corrections!.Value))], day);

    static IEnumerable<EndedSession> Judged(History history, DateOnly day) => history.Of(RateSpike.Days, day).Where(session => session is { IsPersons: true, Corrections: not null });
}
