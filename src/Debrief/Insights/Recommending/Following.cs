namespace Debrief.Insights.Recommending;

/// <summary>Holds what was recommended before against a period that came after it.</summary>
/// <param name="Kept">All recommendations as they are to be kept now.</param>
/// <param name="Shown">Those of this period.</param>
/// <param name="FollowUps">What became of the earlier ones.</param>
sealed record Following(IReadOnlyList<Advised> Kept, IReadOnlyList<Recommendation> Shown, IReadOnlyList<FollowUp> FollowUps)
{
    const int MostShown = 3;

    /// <param name="then">The figures of the period before.</param>
    /// <param name="candidates">What this period's figures speak for, what weighs most first.</param>
    public static Following Of(IReadOnlyList<Advised> known, Period period, Metrics metrics, Metrics then, IReadOnlyList<Recommendation> candidates)
    {
        var before = known.Where(advised => advised.FirstPeriod < period.First).ToList();
        var held = before.Select(advised => Held(advised, period, metrics, candidates.FirstOrDefault(each => each.Key == advised.Key))).ToList();
        var dismissed = known.Where(advised => advised.Status == "dismissed").Select(advised => advised.Key).ToHashSet();
        var shown = Most(candidates, dismissed)
            .Select(each => each with { Status = held.Find(advised => advised.Key == each.Key)?.Status ?? "proposed" }).ToList();
        var fresh = shown.Where(each => before.TrueForAll(advised => advised.Key != each.Key)).Select(each => New(each, period));
        var shownThen = Most(then.Recommendations, dismissed).Select(each => each.Key).ToHashSet();
        return new(
            [.. held, .. fresh],
            shown,
            [.. before.Zip(held).Where(pair => pair.First.Status != "dismissed" && (Advised.Standing.Contains(pair.First.Status) || pair.First.Status != pair.Second.Status || pair.Second.LastPeriod == period.First && pair.First.LastPeriod == period.First))
                .Select(pair => new FollowUp(pair.Second.Title, pair.Second.Status, pair.Second.Metric, pair.First.Value,
                    shownThen.Contains(pair.First.Key) ? Last(pair.First, period, then) : null, Figure.Of(pair.Second.Metric, metrics), pair.Second.FirstPeriod))]);
    }

    static IEnumerable<Recommendation> Most(IReadOnlyList<Recommendation> candidates, HashSet<string> dismissed) =>
        candidates.Where(each => !dismissed.Contains(each.Key)).Take(MostShown);

    /// <summary>As the period before told it; a period that is told again is kept already, and what it replaced isn't.</summary>
    static double? Last(Advised earlier, Period period, Metrics then) =>
        earlier.LastPeriod == period.Before.First ? earlier.ValueNow : Figure.Of(earlier.Metric, then);

    static Advised Held(Advised advised, Period period, Metrics metrics, Recommendation? again)
    {
        var now = Figure.Of(advised.Metric, metrics);
        if (advised.Status == "dismissed" || now is null || (again is null && advised.Status == "resolved"))
            return advised with { ValueNow = now ?? advised.ValueNow };

        var status = again switch
        {
            null => advised.HasMoved(now.Value) ? "resolved" : advised.Status,
            _ when advised.Status is "resolved" or "returned" => "returned",
            { Signal: { } signal } when advised.Signal is { } then => signal > then ? "taken_up" : "ignored",
            _ => "proposed", // Nothing tells whether somebody did it.
        };
        return advised with { Status = status, ValueNow = now, LastPeriod = period.First, Title = again?.Title ?? advised.Title, Why = again?.Why ?? advised.Why };
    }

    static Advised New(Recommendation given, Period period) => new()
    {
        PeriodType = period.Kind,
        Key = given.Key,
        Title = given.Title,
        Why = given.Why,
        Metric = given.Metric,
        Direction = given.Direction,
        Value = given.Value,
        ValueNow = given.Value,
        Signal = given.Signal,
        Status = "proposed",
        FirstPeriod = period.First,
        LastPeriod = period.First,
    };
}
