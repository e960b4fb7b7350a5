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
        return (refresh ? null : await FindAsync(period, cancel)) ?? await Store.SaveAsync(await ComputeAsync(period, cancel), cancel);
    }

    async Task<Snapshot?> FindAsync(Period period, CancellationToken cancel) =>
        await Store.FindAsync(period, cancel) is { } kept && (kept.IsComplete || kept.Since!.Fits(kept.Insights.Now.Coverage)) ? kept : null;

    async Task<Snapshot> ComputeAsync(Period period, CancellationToken cancel) =>
        new(await new InsightsReader(database, profile) { Owner = Owner }.ReadAsync(period, cancel), profile, TakenAt: null);

    bool IsOver(Period period) => period.To <= clock.GetUtcNow();
}
