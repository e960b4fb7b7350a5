using System.Data.Common;

namespace Debrief.Locks;

/// <summary>A lock of this process, kept alive until it is disposed.</summary>
sealed class HeldLock : IAsyncDisposable
{
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    readonly LockStore _locks;
    readonly string _name;
    readonly LockHolder _me;
    readonly CancellationTokenSource _lost = new();
    readonly CancellationTokenSource _over = new();
    readonly Task _beating;

    public HeldLock(LockStore locks, string name, LockHolder me, TimeProvider clock)
    {
        (_locks, _name, _me) = (locks, name, me);
        _beating = BeatAsync(clock);
    }

    /// <summary>Cancelled when another process has taken the lock, since this one gave no sign for too long: a machine that slept.</summary>
    public CancellationToken Lost => _lost.Token;

    async Task BeatAsync(TimeProvider clock)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_over.Token))
                if (!await IsStillMineAsync())
                {
                    await _lost.CancelAsync();
                    return;
                }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The work is done.
        }
    }

    async Task<bool> IsStillMineAsync()
    {
        try
        {
            return await _locks.BeatAsync(_name, _me, _over.Token);
        }
        catch (DbException)
        {
            return true; // The database is busy for now: the next beat tells.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _beating;
        await ReleaseAsync();
        _over.Dispose();
        _lost.Dispose();
    }

    async Task ReleaseAsync()
    {
        try
        {
            await _locks.ReleaseAsync(_name, _me, CancellationToken.None);
        }
        catch (DbException)
        {
            // It stays behind, and whoever wants it next finds that this process is gone.
        }
    }
}
