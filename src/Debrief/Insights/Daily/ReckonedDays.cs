using System.Collections.Concurrent;
using System.Data.Common;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Insights.Daily;

/// <summary>Days from their sessions, whatever is kept. To be asked once.</summary>
sealed class ReckonedDays(Database database, UserProfile profile, SessionSelection selection)
{
    // So that a first look at a long time holds few sessions at once.
    const int DaysAtOnce = 3;

    readonly ConcurrentDictionary<DateOnly, Task<DayInsights>> _begun = [];
    readonly ConcurrentQueue<Period> _left = [];

    /// <summary>Projects whose sessions are left out; null: none.</summary>
    public Func<string?, bool>? LeavesOut { get; init; }

    /// <param name="db">Reads all as of one moment.</param>
    /// <param name="changes">How often each of the days had changed at that moment.</param>
    public async Task<IReadOnlyDictionary<DateOnly, DayInsights>> ReadAsync(DbConnection db, IReadOnlyDictionary<DateOnly, long> changes, CancellationToken cancel)
    {
        if (changes.Count > 0)
            await DivideAsync(db, [.. changes.Keys.Order()], cancel);
        // SQLite reads on the processor of who asks, so that two read faster than one; a server has processors of its own.
        var beside = _left.Count > 1 && database.Dialect == Dialect.Sqlite ? Task.Run(() => ReadBesideAsync(changes, cancel), cancel) : Task.CompletedTask;
        await Task.WhenAll(ReadAsync(db, cancel), beside);
        await Task.WhenAll(_begun.Values);
        return _begun.ToDictionary(day => day.Key, day => day.Value.Result);
    }

    /// <summary>A period as one day.</summary>
    public async Task<DayInsights> ReadAsync(DbConnection db, Period day, CancellationToken cancel)
    {
        var rows = RowsOf(db);
        return await await BeginAsync(rows, day, await rows.SessionsAsync(day, cancel), cancel);
    }

    /// <summary>Days before there was anything need no reading; for a few days that isn't worth a question.</summary>
    async Task DivideAsync(DbConnection db, IReadOnlyList<DateOnly> days, CancellationToken cancel)
    {
        var earliest = days.Count <= DaysAtOnce ? DateTimeOffset.MinValue : await RowsOf(db).EarliestAsync(DayOf(days[0]).From, cancel) ?? DateTimeOffset.MaxValue;
        var empty = days.TakeWhile(day => DayOf(day).To <= earliest).ToList();
        foreach (var day in empty)
            _begun[day] = Task.FromResult(DayInsights.Of(DayOf(day), [], [], [], profile));
        for (var at = empty.Count; at < days.Count;)
        {
            var first = days[at];
            var end = first;
            for (; at < days.Count && days[at] == end && end.DayNumber - first.DayNumber < DaysAtOnce; at++)
                end = end.AddDays(1);
            _left.Enqueue(DayOf(first) with { End = end });
        }
    }

    /// <summary>Takes part if it sees what the other one sees: if no day has changed since.</summary>
    async Task ReadBesideAsync(IReadOnlyDictionary<DateOnly, long> changes, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var moment = await Dialect.BeginReadingAsync(db, cancel);
        var notes = await DayChanges.ReadAsync(db, Span.Of(DayOf(changes.Keys.Min()) with { End = changes.Keys.Max().AddDays(1) }), cancel);
        if (changes.All(day => notes.Of(Span.Of(DayOf(day.Key))) == day.Value))
            await ReadAsync(db, cancel);
    }

    async Task ReadAsync(DbConnection db, CancellationToken cancel)
    {
        var rows = RowsOf(db);
        while (_left.TryDequeue(out var some))
        {
            var sessions = await rows.SessionsAsync(some, cancel);
            for (var day = some.First; day < some.End; day = day.AddDays(1))
                _begun[day] = await BeginAsync(rows, DayOf(day), sessions, cancel);
        }
    }

    /// <returns>Begun: meanwhile the next one can be read.</returns>
    async Task<Task<DayInsights>> BeginAsync(PeriodRows rows, Period day, IReadOnlyList<PastSession> sessions, CancellationToken cancel)
    {
        var (spendings, outcomes) = (await rows.SpendingsAsync(day, cancel), await rows.SubAgentOutcomesAsync(day, cancel));
        return Task.Run(() => DayInsights.Of(day, sessions.Of(day), spendings, outcomes, profile), cancel);
    }

    Period DayOf(DateOnly day) => new("custom", day, day.AddDays(1), profile.TimeZone);

    PeriodRows RowsOf(DbConnection db) => new(db, profile, selection) { LeavesOut = LeavesOut };
}
