using Debrief.Alerts;

namespace Debrief.Tests.Alerts;

/// <summary>A history that a test writes down day by day.</summary>
sealed class Days
{
    public static readonly DateOnly First = new(2026, 1, 5); // A Monday.

    readonly List<EndedSession> _sessions = [];
    readonly List<EndedRun> _runs = [];

    public History History => new([.. _sessions.OrderBy(session => session.Day)], [.. _runs.OrderBy(run => run.Day)]);

    /// <summary>Sessions of a day, counted from the first, each with that many corrections.</summary>
    public Days Corrections(int day, params int[] counts) => Add(day, counts.Select(count => Session() with { Corrections = count }));

    public Days Costs(int day, params double[] costs) => Add(day, costs.Select(cost => Session() with { CostUsd = cost }));

    public Days Aligned(int day, int aligned, int drift) =>
        Add(day, Enumerable.Repeat("aligned", aligned).Concat(Enumerable.Repeat("drift", drift)).Select(alignment => Session() with { Alignment = alignment }));

    public Days Mentions(int day, string person, bool isUnfinished, bool isReached = true) =>
        Add(day, [Session() with { People = [person], Reached = isReached ? [person] : [], IsUnfinished = isUnfinished }]);

    public Days Versions(int day, string version, params bool[] unknown) => Add(day, unknown.Select(each => Session() with { Version = version, HasUnknownEntries = each }));

    public Days Runs(int day, string job, params bool[] failed)
    {
        _runs.AddRange(failed.Select(each => new EndedRun(job, First.AddDays(day), each, each ? "It broke." : null)));
        return this;
    }

    /// <summary>What begins, looked at in the evening of that day.</summary>
    public IReadOnlyList<Finding> FoundOn(int day) => [.. Rule.All.SelectMany(rule => rule.Find(History, First.AddDays(day)))];

    public string? OverOn(int day, string kind, string about = "") => Rule.All.Single(rule => rule.Kind == kind).Over(History, First.AddDays(day), about);

    /// <summary>Kind, first and last day of each episode, up to that day.</summary>
    public IReadOnlyList<string> EpisodesUntil(int day) => [.. Backtest.Run(History, First, First.AddDays(day), TimeZoneInfo.Utc)
        .Select(alert => $"{alert.Kind} {Number(alert.BeganAt)}-{(alert.EndedAt is { } end ? Number(end) : "")}")];

    static int Number(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime).DayNumber - First.DayNumber;

    EndedSession Session() => new($"s{_sessions.Count}", First, IsPersons: true, null, null, IsUnfinished: false, [], [], "2.1.0", HasUnknownEntries: false, 0);

    Days Add(int day, IEnumerable<EndedSession> sessions)
    {
        foreach (var session in sessions)
            _sessions.Add(session with { Id = $"s{_sessions.Count}", Day = First.AddDays(day) });
        return this;
    }
}
