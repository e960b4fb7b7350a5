namespace Debrief.Insights.Stitching;

/// <summary>A session that left something open, and the later one that finished it.</summary>
/// <param name="Why">What ties the later one to it: resumed, branch, files, goal. Over several sessions, what ties the first of them.</param>
sealed record LaterFinish(SessionName Begun, SessionName Finished, string Why, DateTimeOffset At);

/// <summary>What was left open and finished in a later session, by the end of the period.</summary>
/// <param name="LeftOpen">The person's sessions of the period that ended with something open.</param>
/// <param name="Finished">Of those, how many a later one finished.</param>
/// <param name="CarriedOver">Sessions of the two weeks before that were finished in the period.</param>
/// <param name="Judged">The person's sessions of the period whose outcome or tasks could be told.</param>
/// <param name="Examples">Up to five of the finished ones, the latest first.</param>
sealed record FinishedLater(int LeftOpen, int Finished, int CarriedOver, int Judged, IReadOnlyList<LaterFinish> Examples)
{
    const int MostExamples = 5;

    /// <summary>Of one project, so that an enormous one doesn't take forever.</summary>
    const int MostFollowers = 100;

    public static readonly FinishedLater Nothing = new(0, 0, 0, 0, []);

    /// <param name="trails">The person's sessions from two weeks or more before the period, in the order of their end.</param>
    public static FinishedLater Of(Period period, IReadOnlyList<Trail> trails)
    {
        var (from, to) = (period.From, period.To);
        var known = trails.Where(trail => trail.EndedAt >= from - Stitch.Longest && trail.EndedAt < to).ToList();
        var own = known.Where(trail => trail.EndedAt >= from).ToList();
        var finishes = Finishes(known);
        var begun = own.Where(trail => trail.IsLeftOpen).ToList();
        var finished = begun.Select(trail => finishes.GetValueOrDefault(trail.Name.Id)).OfType<LaterFinish>().ToList();
        var carried = known.Where(trail => trail.EndedAt < from && trail.IsLeftOpen).Select(trail => finishes.GetValueOrDefault(trail.Name.Id)).OfType<LaterFinish>().Where(finish => finish.At >= from).ToList();
        return new(
            begun.Count,
            finished.Count,
            carried.Count,
            own.Count(trail => trail.Outcome is not (null or "unclear_from_transcript") || trail.Tasks is not null),
            [.. finished.Concat(carried).OrderByDescending(finish => finish.At).ThenBy(finish => finish.Begun.Id, StringComparer.Ordinal).Take(MostExamples)]);
    }

    /// <summary>By the id of the session that was left open. One may lead over others that went on with it and left it open too.</summary>
    static Dictionary<string, LaterFinish> Finishes(IReadOnlyList<Trail> known)
    {
        var finishes = new Dictionary<string, LaterFinish>();
        var resumed = known.Where(trail => trail.ResumedFrom is not null).ToLookup(trail => trail.ResumedFrom!);
        foreach (var project in known.GroupBy(trail => trail.Project))
        {
            var inOrder = project.ToList();
            // What was neither achieved nor finished later finishes nothing, and isn't compared with. The next one is on top.
            var leading = new Stack<(int At, Trail Trail)>();
            for (var i = inOrder.Count - 1; i >= 0; i--)
            {
                var (open, last) = (inOrder[i], i + MostFollowers);
                if (open.IsLeftOpen && Finish(open, leading.TakeWhile(next => next.At <= last).Select(next => next.Trail).Concat(resumed[open.Name.Id]), finishes) is { } finish)
                    finishes.Add(open.Name.Id, finish);
                if (open.IsAchieved || finishes.ContainsKey(open.Name.Id))
                    leading.Push((i, open));
            }
        }
        return finishes;
    }

    static LaterFinish? Finish(Trail open, IEnumerable<Trail> later, Dictionary<string, LaterFinish> finishes)
    {
        foreach (var next in later.Where(next => !ReferenceEquals(next, open) && next.EndedAt >= open.EndedAt))
        {
            if (Stitch.Why(open, next) is not { } why)
                continue;
            if (next.IsAchieved)
                return new(open.Name, next.Name, why, next.EndedAt);
            if (finishes.TryGetValue(next.Name.Id, out var through))
                return through with { Begun = open.Name, Why = why };
        }
        return null;
    }
}
