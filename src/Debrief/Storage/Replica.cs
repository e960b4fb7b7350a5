using System.Data.Common;
using System.Net.Sockets;

namespace Debrief.Storage;

/// <summary>A copy of the database that is only read. While it is gone, whoever would read it reads the database itself.</summary>
/// <param name="name">As it may be shown.</param>
/// <param name="warn">Told once each time it is gone, and once when it is back.</param>
sealed class Replica(DbDataSource data, string name, TimeProvider clock, Action<string> warn)
{
    // Nobody waits for it again before then.
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    DateTimeOffset _askAgainAt = DateTimeOffset.MinValue;
    int _gone;

    /// <returns>Null where it is gone.</returns>
    public async ValueTask<DbConnection?> TryConnectAsync(CancellationToken cancel)
    {
        if (clock.GetUtcNow() < _askAgainAt)
            return null;

        DbConnection? db = null;
        try
        {
            db = await data.OpenConnectionAsync(cancel);
            await AskAsync(db, cancel);
            if (Interlocked.Exchange(ref _gone, 0) == 1)
                warn($"{name} answers again: reading asks it.");
            return db;
        }
        catch (Exception ex) when (ex is DbException or SocketException or TimeoutException)
        {
            // It is asked again after a while; until then everything is read from the database itself.
            _askAgainAt = clock.GetUtcNow() + s_pause;
            if (db is not null)
                await db.DisposeAsync();
            if (Interlocked.Exchange(ref _gone, 1) == 0)
                warn($"{name} doesn't answer ({ex.Message}): reading asks the database itself.");
            return null;
        }
    }

    public ValueTask DisposeAsync() => data.DisposeAsync();

    /// <summary>A connection of the pool may be to a server that has ended since.</summary>
    static async Task AskAsync(DbConnection db, CancellationToken cancel)
    {
        await using var ask = db.CreateCommand();
        ask.CommandText = "select 1";
        await ask.ExecuteScalarAsync(cancel);
    }
}
