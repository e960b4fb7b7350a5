using System.Collections.Concurrent;
using System.Data.Common;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Facets.Runs;

/// <summary>What one run has claimed. It puts off the end of its claims until it is disposed, and gives them back then; who dies leaves them to others when the lease is over.</summary>
sealed class Claims : IAsyncDisposable
{
    /// <summary>Who gave no sign for so long has lost what it claimed. Four beats: one that comes late, or finds the database busy, costs nothing.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    readonly ClaimStore _store;
    readonly string _run = Guid.NewGuid().ToString("n");
    readonly long _since;
    readonly bool _byRules;
    readonly ConcurrentBag<string> _done = [];
    readonly CancellationTokenSource _over = new();
    readonly Task _beating;

    Claims(ClaimStore store, long since, bool byRules, TimeProvider clock)
    {
        (_store, _since, _byRules) = (store, since, byRules);
        _beating = BeatAsync(clock);
    }

    /// <summary>To be opened before the run lists what it will work on: what others have tried since then isn't claimed. Gives back first what runs that are gone have left.</summary>
    /// <param name="byRules">Whether the run asks no model: see <see cref="ClaimStore.TakeAsync"/>.</param>
    public static async Task<Claims> OpenAsync(Database database, TimeProvider clock, bool byRules, CancellationToken cancel)
    {
        var store = new ClaimStore(database, clock);
        await store.ReleaseLostAsync(cancel);
        return new(store, await store.LastAttemptAsync(cancel), byRules, clock);
    }

    /// <summary>Claims what can be had of the sessions.</summary>
    /// <returns>Those that are this run's now, in their order. The others are with other runs, or were.</returns>
    public async Task<IReadOnlyList<Session>> TakeAsync(IReadOnlyList<Session> sessions, CancellationToken cancel)
    {
        var done = new List<string>();
        while (_done.TryTake(out var one))
            done.Add(one);
        var mine = await _store.TakeAsync(_run, [.. sessions.Select(session => session.Id)], _since, _byRules, done, cancel);
        return [.. sessions.Where(session => mine.Contains(session.Id))];
    }

    /// <summary>It is given back when the next ones are claimed.</summary>
    public void Done(Session session) => _done.Add(session.Id);

    /// <summary>How many sessions other runs have claimed.</summary>
    public Task<int> OfOthersAsync(CancellationToken cancel) => _store.CountOthersAsync(_run, cancel);

    /// <inheritdoc cref="ClaimStore.HoldAsync"/>
    public Task<bool> HoldAsync(DbConnection db, DbTransaction transaction, Session session, CancellationToken cancel) =>
        _store.HoldAsync(db, transaction, _run, session.Id, cancel);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _beating;
        _over.Dispose();
        try
        {
            await _store.ReleaseAsync(_run, CancellationToken.None);
        }
        catch (DbException)
        {
            // They stay until their time is over, or until somebody on this machine sees that the process is gone.
        }
    }

    async Task BeatAsync(TimeProvider clock)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
                await RenewAsync();
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    async Task RenewAsync()
    {
        try
        {
            await _store.RenewAsync(_run, _over.Token);
        }
        catch (DbException)
        {
            // Busy, or away: the next beat tries again. What another has claimed meanwhile is found out when it is begun, or kept.
        }
    }
}
