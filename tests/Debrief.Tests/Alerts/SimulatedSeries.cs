using Debrief.Alerts;

namespace Debrief.Tests.Alerts;

/// <summary>Half a year of somebody's sessions with corrections, made by chance of a seed.</summary>
/// <param name="Days">On which weekdays there are sessions, Monday first, and how many on average.</param>
/// <param name="Rate">Corrections per session on average, by the day's number.</param>
/// <param name="Extra">Sessions more than usual, by the day's number.</param>
/// <param name="Spike">The days of what should be told: first and last; null: nothing should be.</param>
sealed record SimulatedSeries(string Name, double[] Days, Func<int, double> Rate, (int First, int Last)? Spike = null)
{
    public const int Length = 182;

    /// <summary>From here on alarms count: before, there is nothing to compare with.</summary>
    public const int WarmUp = 42;
    const double Usual = 0.7;

    static readonly double[] s_full = [6, 6, 6, 6, 6, 0, 0];
    static readonly double[] s_part = [2.5, 0, 2.5, 0, 2.5, 0, 0];

    public Func<int, int> Extra { get; init; } = _ => 0;

    /// <summary>Days without any session.</summary>
    public Func<int, bool> IsAway { get; init; } = _ => false;

    /// <summary>The day of one session with fifteen corrections; null: none.</summary>
    public int? Wrong { get; init; }

    public static readonly IReadOnlyList<SimulatedSeries> All =
    [
        new("full weeks, nothing happens", s_full, _ => Usual),
        new("part-time weeks (7 sessions on 3 days), nothing happens", s_part, _ => Usual),
        new("one busy day of 30 sessions", s_full, _ => Usual) { Extra = day => day == 100 ? 24 : 0 },
        new("one session with 15 corrections", s_full, _ => Usual) { Wrong = 100 },
        new("part-time, one session with 15 corrections", s_part, _ => Usual) { Wrong = 100 },
        new("three weeks away", s_full, _ => Usual) { IsAway = day => day is >= 90 and < 111 },
        new("slow drift, twice as many in twenty weeks", s_full, day => Usual * (1 + Math.Clamp((day - WarmUp) / 140.0, 0, 1))),
        new("spike: four times as many for three days", s_full, day => day is >= 98 and <= 100 ? 4 * Usual : Usual, (98, 100)),
        new("spike: three times as many for a week", s_full, day => day is >= 98 and <= 104 ? 3 * Usual : Usual, (98, 104)),
        new("spike: twice as many for a week", s_full, day => day is >= 98 and <= 104 ? 2 * Usual : Usual, (98, 104)),
        new("part-time, spike: four times as many for two weeks", s_part, day => day is >= 98 and <= 111 ? 4 * Usual : Usual, (98, 111)),
        new("a rise to three times that stays", s_full, day => day >= 98 ? 3 * Usual : Usual, (98, Length)),
    ];

    /// <summary>The corrections of each session of each day.</summary>
    public IReadOnlyList<int[]> Make(int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, Length).Select(day =>
            IsAway(day) ? [] : Enumerable.Range(0, Sessions(chance, Days[day % 7]) + Extra(day)).Select(_ => Corrections(chance, Rate(day))).Concat(day == Wrong ? [15] : []).ToArray())];
    }

    /// <summary>By Poisson, as what comes independently does.</summary>
    static int Sessions(Random chance, double mean)
    {
        var (count, left) = (0, chance.NextDouble());
        while (mean > 0 && left > Math.Exp(-mean))
        {
            count++;
            left *= chance.NextDouble();
        }

        return count;
    }

    /// <summary>Geometric: most sessions have none, a few have many. The same mean by Poisson would vary far less than sessions do.</summary>
    static int Corrections(Random chance, double mean) => (int)(Math.Log(1 - chance.NextDouble()) / Math.Log(mean / (1 + mean)));
}
