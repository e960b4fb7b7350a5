using Debrief.Insights.Recommending;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Insights.Snapshots;

/// <summary>
/// Periods as reports tell them. One that is over is told from its snapshot, which is taken when it is first told, and until then anew: a snapshot to which facets
/// were missing is replaced when some have come, one that lacked nothing stays what it is.
/// </summary>
sealed class ToldPeriods(Database database, UserProfile profile, TimeProvider clock)
{
    /// <summary>Whose sessions; null: everybody's.</summary>
    public string? Owner { get; init; }

    /// <summary>What CLAUDE.md files say already; null where none is looked at.</summary>
    public Instructions? Instructions { get; init; }

    SnapshotStore Store => new(database, clock) { Owner = Owner };

    /// <summary>From its snapshot, else as it is now; keeps nothing.</summary>
    public async Task<Snapshot> ReadAsync(Period period, CancellationToken cancel) =>
        IsOver(period) && await FindAsync(period, cancel) is { } kept ? kept : await ComputeAsync(period, cancel);

    /// <summary>From its snapshot, which is taken if it has none.</summary>
    /// <param name="refresh">Takes it again.</param>
    public async Task<Snapshot> TakeAsync(Period period, bool refresh, CancellationToken cancel)
    {
        if (!IsOver(period))
            return await ComputeAsync(period, cancel);
        return (refresh ? null : await FindAsync(period, cancel)) ?? await SaveAsync(await ComputeAsync(period, cancel), cancel);
    }

    /// <summary>With what it recommends, unless a later period has been told already: what became of it is known then.</summary>
    async Task<Snapshot> SaveAsync(Snapshot computed, CancellationToken cancel)
    {
        var (period, store) = (computed.Insights.Period, new RecommendationStore(database, clock) { Owner = Owner });
        if ((await store.ListAsync(period.Kind, cancel)).All(advised => advised.LastPeriod <= period.First))
            await store.SaveAsync(computed.Insights.Advised, cancel);
        return await Store.SaveAsync(computed, cancel);
    }

    async Task<Snapshot?> FindAsync(Period period, CancellationToken cancel) =>
        await Store.FindAsync(period, cancel) is { } kept && (kept.IsComplete || kept.Since!.Fits(kept.Insights.Now.Coverage)) ? kept : null;

    async Task<Snapshot> ComputeAsync(Period period, CancellationToken cancel) =>
        new(await new InsightsReader(database, profile) { Selection = new(Owner), Instructions = Instructions }.ReadAsync(period, cancel), profile, TakenAt: null);

    bool IsOver(Period period) => period.To <= clock.GetUtcNow();
}
