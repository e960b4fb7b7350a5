using System.Data.Common;
using Dapper;
using Debrief.Storage;

namespace Debrief.Locks;

/// <summary>Lets one process at a time do what must not be done twice at once, on all machines that use the database.</summary>
sealed class LockStore(Database database, TimeProvider clock)
{
    static LockStore() => Columns.Register();

    /// <summary>Takes the lock if nobody alive holds it.</summary>
    public async Task<LockTry> TryTakeAsync(string name, CancellationToken cancel)
    {
        var me = LockHolder.ThisProcess(clock.GetUtcNow());
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await Dialect.BeginAloneAsync(db, "locks", cancel);
        if (await FindAsync(db, transaction, name, cancel) is { } other && other.IsAlive(clock.GetUtcNow()))
            return new(null, other);

        await db.ExecuteAsync(new CommandDefinition("""
            insert into locks (name, host, pid, process, taken_at, heartbeat_at)
            values (@name, @Host, @Pid, @Process, @TakenAt, @HeartbeatAt)
            on conflict (name) do update
               set host = excluded.host, pid = excluded.pid, process = excluded.process, taken_at = excluded.taken_at, heartbeat_at = excluded.heartbeat_at
            """, new { name, me.Host, me.Pid, me.Process, me.TakenAt, me.HeartbeatAt }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return new(new HeldLock(this, name, me, clock), me);
    }

    /// <summary>Who holds it now; null where nobody alive does.</summary>
    public async Task<LockHolder?> HolderAsync(string name, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await FindAsync(db, transaction: null, name, cancel) is { } holder && holder.IsAlive(clock.GetUtcNow()) ? holder : null;
    }

    /// <returns>False when another has taken it.</returns>
    public async Task<bool> BeatAsync(string name, LockHolder me, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.ExecuteAsync(new CommandDefinition(
            "update locks set heartbeat_at = @now where name = @name and host = @Host and pid = @Pid and process = @Process and taken_at = @TakenAt",
            new { now = clock.GetUtcNow(), name, me.Host, me.Pid, me.Process, me.TakenAt }, cancellationToken: cancel)) == 1;
    }

    public async Task ReleaseAsync(string name, LockHolder me, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition(
            "delete from locks where name = @name and host = @Host and pid = @Pid and process = @Process and taken_at = @TakenAt",
            new { name, me.Host, me.Pid, me.Process, me.TakenAt }, cancellationToken: cancel));
    }

    /// <summary>Who took it last and hasn't given it back; whether they are alive is another question.</summary>
    public static Task<LockHolder?> FindAsync(DbConnection db, DbTransaction? transaction, string name, CancellationToken cancel) =>
        db.QuerySingleOrDefaultAsync<LockHolder>(new CommandDefinition(
            "select host, pid, process, taken_at, heartbeat_at from locks where name = @name", new { name }, transaction, cancellationToken: cancel));
}

/// <param name="Mine">Null: somebody else holds it.</param>
/// <param name="Holder">Whoever holds it now.</param>
sealed record LockTry(HeldLock? Mine, LockHolder Holder);
