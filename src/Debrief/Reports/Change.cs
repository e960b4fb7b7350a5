namespace Debrief.Reports;

/// <summary>What is better: decides the colour of a change, not its arrow.</summary>
enum Better
{
    Neither,
    More,
    Less,
}

/// <summary>A figure against that of the period before.</summary>
/// <param name="Direction">1 up, -1 down, 0 unchanged.</param>
/// <param name="Text">Such as "14 % from 37", "7 points from 61 %", "from 1 to 2".</param>
/// <param name="Tone">good, bad or even.</param>
public sealed record Change(int Direction, string Text, string Tone)
{
    /// <summary>A percentage of less than this says more than is known.</summary>
    const int SmallestBase = 3;

    public string Arrow => Direction switch { > 0 => "▲", < 0 => "▼", _ => "" };

    /// <summary>For sentences: "up 14 % from 37".</summary>
    public string Words => Direction switch { > 0 => $"up {Text}", < 0 => $"down {Text}", _ => Text };

    public override string ToString() => Direction == 0 ? Text : $"{Arrow} {Text}";

    internal static Change Count(int now, int before, Better better = Better.Neither) => Relative(now, before, before, Figures.Number(now), Figures.Number(before), better);

    internal static Change Time(TimeSpan now, TimeSpan before) =>
        Figures.Time(now) == Figures.Time(before)
            ? Unchanged
            : Of(now > before ? 1 : -1, $"{Apart(now, before)} from {Figures.Time(before)}", Better.Neither);

    internal static Change Tokens(long now, long before) => Relative(now, before, int.MaxValue, Figures.Tokens(now), Figures.Tokens(before), Better.Neither);

    /// <summary>Percent, but of less than a dollar in plain amounts.</summary>
    internal static Change Dollars(double now, double before) =>
        Relative(now, before, before < 1 ? 0 : int.MaxValue, Figures.Dollars(now), Figures.Dollars(before), Better.Neither);

    /// <summary>Percent of the figures as they are shown; a rate under 1 has too few digits for one.</summary>
    /// <param name="events">How many events the rate before rests on.</param>
    internal static Change Rate(double now, double before, int events, Better better)
    {
        var (shown, shownBefore) = (Math.Round(now, 1, MidpointRounding.AwayFromZero), Math.Round(before, 1, MidpointRounding.AwayFromZero));
        return events >= SmallestBase && shownBefore >= 1 ? Relative(shown, shownBefore, events, Figures.Rate(shown), Figures.Rate(shownBefore), better)
            : shown == shownBefore ? Unchanged
            : Of(shown > shownBefore ? 1 : -1, $"from {Figures.Rate(shownBefore)}", better);
    }

    /// <summary>A change of a share, in points; of a share of very few, in words.</summary>
    internal static Change Points(double now, double before, int of, Better better)
    {
        var points = Figures.Whole(now) - Figures.Whole(before);
        if (points == 0)
            return Unchanged;
        var text = of < SmallestBase
            ? $"from {Figures.Percent(before)} of {Figures.Number(of)}"
            : $"{Figures.Counted(Math.Abs(points), "point")} from {Figures.Percent(before)}";
        return Of(points, text, better);
    }

    /// <summary>The bare difference, for rows of a table: "▲ 4".</summary>
    internal static Change Difference(int now, int before, Better better = Better.Neither) =>
        now == before ? new(0, "–", "even") : Of(now - before, Figures.Number(Math.Abs(now - before)), better);

    internal static Change Difference(TimeSpan now, TimeSpan before) =>
        Figures.Time(now) == Figures.Time(before) ? Unchanged : Of(now > before ? 1 : -1, Apart(now, before), Better.Neither);

    /// <summary>Of the minutes shown, so that the reader's sum comes out.</summary>
    static string Apart(TimeSpan now, TimeSpan before) =>
        Figures.Time(TimeSpan.FromMinutes(Math.Abs(Math.Round(now.TotalMinutes, MidpointRounding.AwayFromZero) - Math.Round(before.TotalMinutes, MidpointRounding.AwayFromZero))));

    static Change Unchanged => new(0, "unchanged", "even");

    static Change Relative(double now, double before, int events, string nowText, string beforeText, Better better)
    {
        if (nowText == beforeText)
            return Unchanged;
        var percent = before == 0 ? 0 : Figures.Whole(100 * Math.Abs(now - before) / before);
        var text = events < SmallestBase || percent == 0 ? $"from {beforeText} to {nowText}" : $"{Figures.Number(percent)} % from {beforeText}";
        return Of(now > before ? 1 : -1, text, better);
    }

    static Change Of(int direction, string text, Better better)
    {
        var tone = better switch
        {
            Better.More => direction > 0 ? "good" : "bad",
            Better.Less => direction < 0 ? "good" : "bad",
            _ => "even",
        };
        return new(Math.Sign(direction), text, tone);
    }
}
