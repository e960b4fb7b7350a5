using System.Data.Common;
using Debrief.Storage;

namespace Debrief.Sync;

/// <summary>
/// Has SQLite copy its log into the database's file while the sync goes on, on a connection of its own, so that little of it is left for the end,
/// when nobody does anything but wait for the disk. Where it fails, nothing is lost: what was committed stands in the log.
/// </summary>
/// <param name="db">Of SQLite; null where a server copies by itself.</param>
sealed class LogCopying(DbConnection? db) : IAsyncDisposable
{
    readonly Statement? _copy = db is null ? null : new(db, Dialect.Of(db).CopyLog!);
    Task _running = Task.CompletedTask;

    /// <summary>Copies what was committed until now, unless it is still at it.</summary>
    public void Begin()
    {
        if (_copy is not null && _running.IsCompletedSuccessfully)
            _running = Task.Run(() => _copy.Run());
    }

    /// <exception cref="DbException">It failed.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _running;
        }
        finally
        {
            _copy?.Dispose();
        }
    }
}
