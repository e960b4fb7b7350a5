using System.Data.Common;
using System.Runtime.InteropServices;
using Debrief.Insights.Stitching;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Insights.Daily;

/// <summary>Adds up the days of a period: those that are current as they are kept, the others from their sessions.</summary>
sealed class DayReader(Database database, UserProfile profile, SessionSelection selection)
{
    readonly string _reckoning = Reckoning.Of(profile);

    /// <summary>Projects whose sessions are left out; null: none.</summary>
    public Func<string?, bool>? LeavesOut { get; init; }

    /// <summary>Of a process that answers more than once.</summary>
    public DayMemory? Memory { get; init; }

    DayMemory? Known => LeavesOut is null ? Memory : null;

    /// <summary>Days are kept of all sessions of somebody, not of any selection of them.</summary>
    bool Keeps => LeavesOut is null && selection == new SessionSelection(selection.Owner);

    KeptDays Kept => new(database, selection.Owner ?? "", _reckoning);

    ReckonedDays Reckoned => new(database, profile, selection) { LeavesOut = LeavesOut };

    public async Task<PeriodInsights> ReadAsync(Period period, CancellationToken cancel)
    {
        var before = period.Before;
        var all = AllOf(before) with { End = period.End };
        await using var db = await database.ConnectAsync(cancel);
        // All that follows is as of this moment: a sync that runs meanwhile can't come between one day and another.
        await using var moment = await Dialect.BeginReadingAsync(db, cancel);
        var notes = await DayChanges.ReadAsync(db, Span.Of(all), cancel);
        var changes = DaysOf(all).ToDictionary(day => day, day => notes.Of(Span.Of(DayOf(day))));
        var beside = (Now: await BesideAsync(db, period, cancel), Before: await BesideAsync(db, before, cancel));
        var (now, then) = (Find(period), Find(before));
        if (now is null || then is null)
        {
            var (found, reckoned) = await DaysAsync(db, changes, cancel);
            await moment.DisposeAsync();
            var kept = Task.Run(() => KeepAsync(reckoned, changes, notes.AreMany ? Span.Of(all) : null, cancel), cancel);
            var (ofNow, ofThen) = (Task.Run(() => now ?? AddUp(period, found), cancel), Task.Run(() => then ?? AddUp(before, found), cancel));
            await Task.WhenAll(kept, ofNow, ofThen);
            (now, then) = (await ofNow, await ofThen);
        }
        return new(period, beside.Now.With(now), beside.Before.With(then));

        Metrics? Find(Period some) => Known?.Periods.Find(selection, _reckoning, some, HashOf(AllOf(some), changes));

        Metrics AddUp(Period some, IReadOnlyDictionary<DateOnly, DayInsights> found)
        {
            var metrics = Metrics.Of(some, part => [.. DaysOf(part).Select(day => found[day])], SightingsOf(some, found), profile);
            Known?.Periods.Keep(selection, _reckoning, some, HashOf(AllOf(some), changes), metrics);
            return metrics;
        }

        // Nearly all that changes is of the last day: what came before it is put together once.
        Sightings SightingsOf(Period some, IReadOnlyDictionary<DateOnly, DayInsights> found)
        {
            var earlier = some with { Type = "custom", End = some.End.AddDays(-1) };
            var known = Known?.Sightings.Find(selection, _reckoning, earlier, HashOf(earlier, changes));
            if (known is null)
            {
                known = Sightings.Of([.. DaysOf(earlier).SelectMany(day => found[day].Sightings)]);
                Known?.Sightings.Keep(selection, _reckoning, earlier, HashOf(earlier, changes), known);
            }
            return known.With(found[earlier.End].Sightings);
        }
    }

    /// <summary>Jobs run, and extractions fail, without changing any session.</summary>
    async Task<Beside> BesideAsync(DbConnection db, Period period, CancellationToken cancel) =>
        new(await JobHealth.ReadAsync(db, period, cancel), await new PeriodRows(db, profile, selection) { LeavesOut = LeavesOut }.FailedAsync(period, cancel));

    readonly record struct Beside(IReadOnlyList<JobHealth> Jobs, int Failed)
    {
        public Metrics With(Metrics metrics) => metrics with { Coverage = metrics.Coverage with { Failed = Failed }, SystemHealth = metrics.SystemHealth with { Jobs = Jobs } };
    }

    /// <summary>A period as one day, from its sessions, whatever is kept.</summary>
    public async Task<DayInsights> ReckonAsync(Period day, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await Reckoned.ReadAsync(db, day, cancel);
    }

    /// <summary>All days that its figures are made of.</summary>
    static Period AllOf(Period period) => period with
    {
        Type = "custom",
        First = new[] { Stitch.DaysOf(period), period.Trend()[0], period.Weeks(RelationshipPulse.WeeksShown)[0] }.Min(each => each.First),
    };

    static IEnumerable<DateOnly> DaysOf(Period period) => Enumerable.Range(0, period.Days).Select(at => period.First.AddDays(at));

    Period DayOf(DateOnly day) => new("custom", day, day.AddDays(1), profile.TimeZone);

    static ulong HashOf(Period period, Dictionary<DateOnly, long> changes) => StableHash.Of(MemoryMarshal.AsBytes<long>([.. DaysOf(period).Select(day => changes[day])]));

    async Task<(IReadOnlyDictionary<DateOnly, DayInsights> All, IReadOnlyDictionary<DateOnly, DayInsights> Reckoned)> DaysAsync(
        DbConnection db, Dictionary<DateOnly, long> changes, CancellationToken cancel)
    {
        var all = new Dictionary<DateOnly, DayInsights>();
        foreach (var (day, count) in changes)
            if (Known?.Days.Find(selection, _reckoning, day, count) is { } known)
                all.Add(day, known);

        var missing = changes.Where(day => !all.ContainsKey(day.Key)).ToDictionary();
        if (Keeps && missing.Count > 0)
            foreach (var (day, insights) in await Kept.FindAsync(db, missing, cancel))
                all.Add(day, insights);
        var reckoned = await Reckoned.ReadAsync(db, missing.Where(day => !all.ContainsKey(day.Key)).ToDictionary(), cancel);
        foreach (var (day, insights) in reckoned)
            all.Add(day, insights);
        foreach (var day in missing.Keys)
            Known?.Days.Keep(selection, _reckoning, day, changes[day], all[day]);
        return (all, reckoned);
    }

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
