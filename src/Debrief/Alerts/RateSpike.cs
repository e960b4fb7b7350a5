namespace Debrief.Alerts;

/// <summary>
/// Compares a rate per session of the latest days with that of the eight weeks before them. The latest days are as few as hold enough sessions to tell, so that
/// somebody who works little is judged by a week or two and not by one session. docs/alerts.md shows how often it is wrong.
/// </summary>
static class RateSpike
{
    /// <summary>A few days show what is sudden, more of them what is smaller.</summary>
    static readonly (int Sessions, int MostDays)[] s_windows = [(8, 10), (16, 14)];

    const int UsualDays = 56;
    const int FewestUsualSessions = 12;
    const double TimesTheUsual = 1.5;

    /// <summary>Within this of the usual, it is as usual again.</summary>
    const double TimesAtTheEnd = 1.25;

    /// <summary>In standard deviations.</summary>
    const double Certainty = 3;

    /// <summary>Of the roots of counts: less is more regular than anybody works.</summary>
    const double LeastVariance = 0.15;

    /// <summary>The days that any of it looks at.</summary>
    public const int Days = UsualDays + 14;

    /// <param name="sessions">The day of each, in order, and what is counted in it.</param>
    /// <returns>The few latest days first; none where there are too few sessions to tell.</returns>
    public static IReadOnlyList<Rates> Measure(IReadOnlyList<(DateOnly Day, int Count)> sessions, DateOnly day) =>
        [.. s_windows.Select(window => Measure(sessions, day, window.Sessions, window.MostDays)).OfType<Rates>()];

    public static bool IsSpike(this Rates rates) => rates.Now >= TimesTheUsual * rates.Usual && rates.Deviations >= Certainty;

    public static bool IsUsual(this Rates rates) => rates.Now <= TimesAtTheEnd * rates.Usual;

    static Rates? Measure(IReadOnlyList<(DateOnly Day, int Count)> sessions, DateOnly day, int enough, int mostDays)
    {
        if (sessions.Count < enough || sessions[^enough].Day is var since && since <= day.AddDays(-mostDays))
            return null;

        var first = FirstOf(sessions, since, sessions.Count - enough);
        var now = Counts(sessions, first, sessions.Count);
        var usual = Counts(sessions, FirstOf(sessions, since.AddDays(-UsualDays), first), first);
        return usual.Length < FewestUsualSessions ? null : new(since, now.Length, now.Average(), usual.Length, usual.Average(), Deviations(now, usual));
    }

    /// <summary>Of those that stand before a place, the first since a day.</summary>
    static int FirstOf(IReadOnlyList<(DateOnly Day, int Count)> sessions, DateOnly since, int before)
    {
        while (before > 0 && sessions[before - 1].Day >= since)
            before--;
        return before;
    }

    static int[] Counts(IReadOnlyList<(DateOnly Day, int Count)> sessions, int from, int to)
    {
        var counts = new int[to - from];
        for (var i = from; i < to; i++)
            counts[i - from] = sessions[i].Count;
        return counts;
    }

    /// <summary>How far apart they are, by the roots of the counts, among which one session that went wrong weighs little.</summary>
    static double Deviations(int[] now, int[] usual)
    {
        var mean = MeanRoot(usual);
        // Of the roots' squares, which are the counts, the mean is known.
        var variance = Math.Max((usual.Average() - mean * mean) * usual.Length / (usual.Length - 1), LeastVariance);
        return (MeanRoot(now) - mean) / Math.Sqrt(variance / now.Length + variance / usual.Length);
    }

    static double MeanRoot(int[] counts)
    {
        var sum = 0.0;
        foreach (var count in counts)
            sum += Math.Sqrt(count);
        return sum / counts.Length;
    }
}

/// <param name="Since">The first of the latest days.</param>
/// <param name="Now">Per session, as is <paramref name="Usual"/>.</param>
/// <param name="Deviations">Between the two, in standard deviations.</param>
sealed record Rates(DateOnly Since, int Sessions, double Now, int UsualSessions, double Usual, double Deviations);
