using static System.FormattableString;

namespace Debrief.Alerts.Rules;

/// <summary>What the sessions of one day cost: far more than usual, and more than on any day of four weeks. A day that is merely a busy one of many isn't.</summary>
sealed class CostSpike : Rule
{
    const int UsualDays = 28;
    const int FewestUsualDays = 7;
    const double TimesTheUsual = 3;
    const double TimesTheMost = 1.5;
    const double TimesAtTheEnd = 2;
    const double LeastUsd = 5;

    public override string Kind => "cost";

    public override IEnumerable<Finding> Find(History history, DateOnly day)
    {
        var cost = Cost(history, day);
        if (Usual(history, day) is not { } usual || cost < LeastUsd || cost < TimesTheUsual * usual.Median || cost < TimesTheMost * usual.Most)
            yield break;

        var sessions = history.Of(1, day).OrderByDescending(session => session.CostUsd).Select(session => session.Id);
        yield return new(Kind, "",
            Invariant($"The sessions of {day:yyyy-MM-dd} cost an estimated ${cost:0.00}, where a day usually costs ${usual.Median:0.00} and none of the last four weeks more than ${usual.Most:0.00}."),
            LookAt.At(sessions, Invariant($"debrief usage --by session --since {day:yyyy-MM-dd} --until {day:yyyy-MM-dd}")), cost, usual.Median);
    }

    public override string? Over(History history, DateOnly day, string about) => Usual(history, day) is { } usual && Cost(history, day) is var cost && cost < TimesAtTheEnd * usual.Median
        ? Invariant($"{day:yyyy-MM-dd} cost ${cost:0.00} so far, where a day usually costs ${usual.Median:0.00}.")
        : null;

    static double Cost(History history, DateOnly day) => history.Of(1, day).Sum(session => session.CostUsd);

    /// <summary>Of the days before on which anything was spent.</summary>
    static (double Median, double Most)? Usual(History history, DateOnly day)
    {
        var days = history.Of(UsualDays, day.AddDays(-1)).GroupBy(session => session.Day).Select(sessions => sessions.Sum(session => session.CostUsd)).Where(cost => cost > 0).Order().ToList();
        return days.Count < FewestUsualDays ? null : (days[days.Count / 2], days[^1]);
    }
}
