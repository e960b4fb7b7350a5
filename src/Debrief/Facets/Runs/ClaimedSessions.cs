using Debrief.Sessions;

namespace Debrief.Facets.Runs;

/// <summary>A run's sessions in their order, claimed a handful at a time, so that other runs find something to do beside it.</summary>
/// <param name="claims">Null: they are the run's already, since it holds their answers.</param>
sealed class ClaimedSessions(IReadOnlyList<Session> sessions, Claims? claims) : IDisposable
{
    public const int AHandful = 5;

    readonly SemaphoreSlim _claiming = new(1);
    readonly Lock _lock = new();
    readonly Queue<Session> _mine = new(claims is null ? sessions : []);
    int _looked = claims is null ? sessions.Count : 0;
    int _leftToOthers;

    /// <summary>Which other runs have, or had since these were listed.</summary>
    public int LeftToOthers => _leftToOthers;

    /// <returns>Null: there is none left.</returns>
    public async Task<Session?> NextAsync(CancellationToken cancel)
    {
        await _claiming.WaitAsync(cancel);
        try
        {
            Session? next;
            while (!TryDequeue(out next) && _looked < sessions.Count)
                await ClaimAsync(cancel);
            return next;
        }
        finally
        {
            _claiming.Release();
        }
    }

    /// <summary>It comes again, still claimed.</summary>
    public void Again(Session session)
    {
        lock (_lock)
            _mine.Enqueue(session);
    }

    public void Done(Session session) => claims?.Done(session);

    public void LeaveToOthers(Session session)
    {
        Interlocked.Increment(ref _leftToOthers);
        Done(session);
    }

    public void Dispose() => _claiming.Dispose();

    async Task ClaimAsync(CancellationToken cancel)
    {
        var some = sessions.Skip(_looked).Take(AHandful).ToList();
        var taken = await claims!.TakeAsync(some, cancel);
        _looked += some.Count;
        Interlocked.Add(ref _leftToOthers, some.Count - taken.Count);
        foreach (var session in taken)
            Again(session);
    }

    bool TryDequeue(out Session? session)
    {
        lock (_lock)
            return _mine.TryDequeue(out session);
    }
}
