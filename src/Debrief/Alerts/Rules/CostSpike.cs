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

    /// <summary>Today, and yesterday: whoever looks in the morning has seen nothing yet of how it ended.</summary>
    public override IEnumerable<Finding> Find(History history, DateOnly day) => new[] { day.AddDays(-1), day }.Select(each => FindOn(history, each)).OfType<Finding>();

    static Finding? FindOn(History history, DateOnly day)
    {
        var cost = Cost(history, day);
        if (Usual(history, day) is not { } usual || cost < LeastUsd || cost < TimesTheUsual * usual.Median || cost < TimesTheMost * usual.Most)
            return null;

        var sessions = history.Of(1, day).OrderByDescending(session => session.CostUsd).Select(session => session.Id);
        return new("cost", Name(day),
            Invariant($"The sessions of {day:yyyy-MM-dd} cost an estimated ${cost:0.00}, where a day usually costs ${usual.Median:0.00} and none of the four weeks before more than ${usual.Most:0.00}."),
            LookAt.At(sessions, Invariant($"debrief usage --by session --since {day:yyyy-MM-dd} --until {day:yyyy-MM-dd}")), cost, usual.Median);
    }

    /// <summary>By the last day that is over, after the one it is about.</summary>
    public override string? Over(History history, DateOnly day, string about)
    {
        var last = day.AddDays(-1);
        return string.CompareOrdinal(Name(last), about) > 0 && Usual(history, last) is { } usual && Cost(history, last) is var cost && cost < TimesAtTheEnd * usual.Median
            ? Invariant($"{last:yyyy-MM-dd} cost ${cost:0.00}, where a day usually costs ${usual.Median:0.00}.")
            : null;
    }

    static string Name(DateOnly day) => Invariant($"{day:yyyy-MM-dd}");

    static double Cost(History history, DateOnly day) => history.Of(1, day).Sum(session => session.CostUsd);

    /// <summary>Of the days before on which anything was spent.</summary>
    static (double Median, double Most)? Usual(History history, DateOnly day)
    {
        var days = history.Of(UsualDays, day.AddDays(-1)).GroupBy(session => session.Day).Select(sessions => sessions.Sum(session => session.CostUsd)).Where(cost => cost > 0).Order().ToList();
        return days.Count < FewestUsualDays ? null : (days[days.Count / 2], days[^1]);
    }
}
