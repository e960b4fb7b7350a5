using System.Data.Common;
using System.Runtime.InteropServices;
using Debrief.Insights.Stitching;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Insights.Daily;

/// <summary>Adds up the days of a period: those that are current as they are kept, the others from their sessions.</summary>
sealed class DayReader(Database database, UserProfile profile, SessionSelection selection)
{
    // So that a first look at a long time holds few sessions at once.
    const int DaysAtOnce = 7;

    readonly string _reckoning = Reckoning.Of(profile);

    /// <summary>Projects whose sessions are left out; null: none.</summary>
    public Func<string?, bool>? LeavesOut { get; init; }

    /// <summary>Of a process that answers more than once.</summary>
    public DayMemory? Memory { get; init; }

    DayMemory? Remembered => LeavesOut is null ? Memory : null;

    /// <summary>Days are kept of all sessions of somebody, not of any selection of them.</summary>
    bool Keeps => LeavesOut is null && selection == new SessionSelection(selection.Owner);

    KeptDays Kept => new(database, selection.Owner ?? "", _reckoning);

    public async Task<PeriodInsights> ReadAsync(Period period, CancellationToken cancel)
    {
        var (before, all) = (period.Before, AllOf(period));
        var days = Enumerable.Range(0, all.Days).ToDictionary(at => all.First.AddDays(at), at => Span.Of(DayOf(all.First.AddDays(at))));
        await using var db = await database.ConnectAsync(cancel);
        // All that follows is as of this moment: a sync that runs meanwhile can't come between one day and another.
        await using var moment = await Dialect.BeginReadingAsync(db, cancel);
        var notes = await DayChanges.ReadAsync(db, Span.Of(all), cancel);
        var changes = days.ToDictionary(day => day.Key, day => notes.Of(day.Value));
        var allChanges = HashOf(changes);
        var jobs = (Now: await JobHealth.ReadAsync(db, period, cancel), Before: await JobHealth.ReadAsync(db, before, cancel));
        if (Remembered?.Find(selection, _reckoning, period, allChanges) is { } known)
            return With(jobs.Now, jobs.Before, known);

        var (found, reckoned) = await DaysAsync(db, changes, cancel);
        await moment.DisposeAsync();
        await KeepAsync(reckoned, changes, notes.AreMany ? Span.Of(all) : null, cancel);
        var insights = new PeriodInsights(period, Metrics.Of(period, In, profile), Metrics.Of(before, In, profile));
        Remembered?.Keep(selection, _reckoning, allChanges, insights);
        return With(jobs.Now, jobs.Before, insights);

        IReadOnlyList<DayInsights> In(Period some) => [.. Enumerable.Range(0, some.Days).Select(at => found[some.First.AddDays(at)])];
    }

    /// <summary>Jobs run without changing any session.</summary>
    static PeriodInsights With(IReadOnlyList<JobHealth> now, IReadOnlyList<JobHealth> before, PeriodInsights insights) => insights with
    {
        Now = insights.Now with { SystemHealth = insights.Now.SystemHealth with { Jobs = now } },
        Before = insights.Before with { SystemHealth = insights.Before.SystemHealth with { Jobs = before } },
    };

    /// <summary>A period as one day, from its sessions, whatever is kept.</summary>
    public async Task<DayInsights> ReckonAsync(Period day, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var rows = new PeriodRows(db, profile, selection) { LeavesOut = LeavesOut ?? (_ => false) };
        return await DayAsync(rows, day, await rows.SessionsAsync(day, cancel), cancel);
    }

    static Period AllOf(Period period)
    {
        var before = period.Before;
        var first = new[] { Stitch.DaysOf(before), before.Trend()[0], before.Weeks(RelationshipPulse.WeeksShown)[0] }.Min(each => each.First);
        return period with { Type = "custom", First = first };
    }

    Period DayOf(DateOnly day) => new("custom", day, day.AddDays(1), profile.TimeZone);

    static ulong HashOf(Dictionary<DateOnly, long> changes) =>
        StableHash.Of(MemoryMarshal.AsBytes<long>([.. changes.OrderBy(day => day.Key).Select(day => day.Value)]));

    async Task<(IReadOnlyDictionary<DateOnly, DayInsights> All, IReadOnlyDictionary<DateOnly, DayInsights> Reckoned)> DaysAsync(
        DbConnection db, Dictionary<DateOnly, long> changes, CancellationToken cancel)
    {
        var all = new Dictionary<DateOnly, DayInsights>();
        foreach (var (day, count) in changes)
            if (Remembered?.Find(selection, _reckoning, day, count) is { } known)
                all.Add(day, known);

        var missing = changes.Where(day => !all.ContainsKey(day.Key)).ToDictionary();
        if (Keeps && missing.Count > 0)
            foreach (var (day, insights) in await Kept.FindAsync(db, missing, cancel))
                all.Add(day, insights);
        var reckoned = await ReckonAsync(db, [.. missing.Keys.Where(day => !all.ContainsKey(day)).Order()], cancel);
        foreach (var (day, insights) in reckoned)
            all.Add(day, insights);
        foreach (var day in missing.Keys)
            Remembered?.Keep(selection, _reckoning, day, changes[day], all[day]);
        return (all, reckoned);
    }

    /// <param name="days">In their order.</param>
    async Task<IReadOnlyDictionary<DateOnly, DayInsights>> ReckonAsync(DbConnection db, IReadOnlyList<DateOnly> days, CancellationToken cancel)
    {
        var rows = new PeriodRows(db, profile, selection) { LeavesOut = LeavesOut ?? (_ => false) };
        var reckoned = new Dictionary<DateOnly, DayInsights>();
        for (var at = 0; at < days.Count;)
        {
            var first = days[at];
            var end = first;
            for (; at < days.Count && days[at] == end && end.DayNumber - first.DayNumber < DaysAtOnce; at++)
                end = end.AddDays(1);

            var sessions = await rows.SessionsAsync(DayOf(first) with { End = end }, cancel);
            for (var day = first; day < end; day = day.AddDays(1))
                reckoned.Add(day, await DayAsync(rows, DayOf(day), sessions, cancel));
        }
        return reckoned;
    }

    async Task<DayInsights> DayAsync(PeriodRows rows, Period day, IReadOnlyList<PastSession> sessions, CancellationToken cancel) =>
        DayInsights.Of(day, sessions, await rows.SpendingsAsync(day, cancel), await rows.SubAgentOutcomesAsync(day, cancel), profile);

    async Task KeepAsync(IReadOnlyDictionary<DateOnly, DayInsights> reckoned, IReadOnlyDictionary<DateOnly, long> changes, Span? toPutTogether, CancellationToken cancel)
    {
        try
        {
            if (Keeps && reckoned.Count > 0)
                await Kept.KeepAsync(reckoned, changes, cancel);
            if (toPutTogether is { } span)
                await DayChanges.PutTogetherAsync(database, span, cancel);
        }
        catch (DbException)
        {
            // The disk is full, or the database is only to be read: what was asked for is told all the same, and the next one to ask reckons it again.
        }
    }
}
