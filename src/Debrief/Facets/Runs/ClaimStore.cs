using System.Data.Common;
using System.Text.Json;
using Dapper;
using Debrief.Locks;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Facets.Runs;

/// <summary>Keeps which sessions are with which run, so that two runs on a database, on one machine or on many, never ask about the same one.</summary>
sealed class ClaimStore(Database database, TimeProvider clock)
{
    readonly LockHolder _me = LockHolder.ThisProcess(clock.GetUtcNow());

    static ClaimStore() => SessionColumns.Register();

    /// <summary>The last attempt that was begun by now.</summary>
    public async Task<long> LastAttemptAsync(CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.ExecuteScalarAsync<long>(new CommandDefinition("select coalesce(max(id), 0) from extraction_attempts", cancellationToken: cancel));
    }

    /// <summary>Claims what can be had of the sessions: not what another run has claimed, nor what was tried since.</summary>
    /// <param name="since">The last attempt that was begun when the sessions were listed.</param>
    /// <param name="byRules">Who asks a model isn't kept from it by what rules have answered meanwhile.</param>
    /// <param name="done">Of this run's own: these are given back.</param>
    /// <returns>The ids of those that are the run's now.</returns>
    public Task<IReadOnlySet<string>> TakeAsync(string run, IReadOnlyList<string> sessions, long since, bool byRules, IReadOnlyList<string> done, CancellationToken cancel) =>
        database.PersistAsync(() => TakeNowAsync(run, sessions, since, byRules, done, cancel), cancel);

    async Task<IReadOnlySet<string>> TakeNowAsync(string run, IReadOnlyList<string> sessions, long since, bool byRules, IReadOnlyList<string> done, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await ReleaseAsync(db, transaction, run, done, cancel);
        // Locked by a statement of its own: the next one sees whatever those did who had a lock before.
        var free = await db.QueryAsync<string>(new CommandDefinition($"""
            -- Sub-agents, which have a parent_id, are claimed like sessions.
            select id from claude_sessions where id in (select value from {Dialect.Of(db).Each("@ids")}) order by id {Dialect.Of(db).SkipLocked}
            """, new { ids = Ids(sessions) }, transaction, cancellationToken: cancel));
        var now = clock.GetUtcNow();
        var taken = await db.QueryAsync<string>(new CommandDefinition($"""
            insert into extraction_claims (session_id, run, host, pid, process, claimed_until)
            select s.id, @run, @Host, @Pid, @Process, @until
              from claude_sessions s -- As above, whatever its parent_id.
             where s.id in (select value from {Dialect.Of(db).Each("@ids")})
               and not exists (select 1 from extraction_attempts a where a.session_id = s.id and a.id > @since and (@byRules or a.extractor <> 'rules'))
            on conflict (session_id) do update
               set run = excluded.run, host = excluded.host, pid = excluded.pid, process = excluded.process, claimed_until = excluded.claimed_until
             where extraction_claims.claimed_until <= @now or extraction_claims.run = excluded.run
            returning session_id
            """, new { ids = Ids(free), run, _me.Host, _me.Pid, _me.Process, until = now + Claims.Lease, since, byRules, now }, transaction, cancellationToken: cancel));
        var mine = taken.ToHashSet(StringComparer.Ordinal);
        await InterruptAsync(db, transaction, $"session_id in (select value from {Dialect.Of(db).Each("@ids")})", new { ids = Ids(mine), now }, cancel);
        await transaction.CommitAsync(cancel);
        return mine;
    }

    /// <summary>Puts off the end of all claims of a run.</summary>
    public async Task RenewAsync(string run, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition(
            "update extraction_claims set claimed_until = @until where run = @run", new { run, until = clock.GetUtcNow() + Claims.Lease }, cancellationToken: cancel));
    }

    /// <summary>Makes sure, until the end of the transaction, that the claim is still the run's.</summary>
    /// <returns>False when another has it, or had.</returns>
    public async Task<bool> HoldAsync(DbConnection db, DbTransaction transaction, string run, string session, CancellationToken cancel) =>
        await db.ExecuteAsync(new CommandDefinition(
            "update extraction_claims set claimed_until = @until where session_id = @session and run = @run",
            new { run, session, until = clock.GetUtcNow() + Claims.Lease }, transaction, cancellationToken: cancel)) == 1;

    /// <summary>Gives back all that a run has claimed.</summary>
    public async Task ReleaseAsync(string run, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition("delete from extraction_claims where run = @run", new { run }, cancellationToken: cancel));
    }

    /// <summary>Gives back what runs have claimed that are gone, or gave no sign for too long, and ends their attempts: nobody knows what these cost.</summary>
    /// <returns>How many attempts there were.</returns>
    public async Task<int> ReleaseLostAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var claims = await db.QueryAsync<Claim>(new CommandDefinition(
            $"select session_id, host, pid, process, claimed_until from extraction_claims order by session_id {Dialect.Of(db).SkipLocked}", transaction: transaction, cancellationToken: cancel));
        var lost = claims.Where(claim => claim.ClaimedUntil <= now || claim.Holder.IsGone()).Select(claim => claim.SessionId);
        await db.ExecuteAsync(new CommandDefinition(
            $"delete from extraction_claims where session_id in (select value from {Dialect.Of(db).Each("@ids")})", new { ids = Ids(lost) }, transaction, cancellationToken: cancel));
        var ended = await InterruptAsync(db, transaction, "not exists (select 1 from extraction_claims c where c.session_id = extraction_attempts.session_id)", new { now }, cancel);
        await transaction.CommitAsync(cancel);
        return ended;
    }

    /// <summary>What runs but this one have claimed.</summary>
    public async Task<int> CountOthersAsync(string run, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from extraction_claims where run <> @run and claimed_until > @now", new { run, now = clock.GetUtcNow() }, cancellationToken: cancel));
    }

    /// <summary>Who has claimed a session; null: nobody.</summary>
    public async Task<LockHolder?> HolderAsync(string session, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return (await db.QuerySingleOrDefaultAsync<Claim>(new CommandDefinition(
            "select session_id, host, pid, process, claimed_until from extraction_claims where session_id = @session and claimed_until > @now", new { session, now = clock.GetUtcNow() }, cancellationToken: cancel)))?.Holder;
    }

    static Task<int> ReleaseAsync(DbConnection db, DbTransaction transaction, string run, IEnumerable<string> sessions, CancellationToken cancel) =>
        db.ExecuteAsync(new CommandDefinition(
            $"delete from extraction_claims where run = @run and session_id in (select value from {Dialect.Of(db).Each("@ids")})", new { run, ids = Ids(sessions) }, transaction, cancellationToken: cancel));

    static Task<int> InterruptAsync(DbConnection db, DbTransaction transaction, string which, object values, CancellationToken cancel) =>
        db.ExecuteAsync(new CommandDefinition($"""
            update extraction_attempts
               set outcome = 'interrupted', reason = 'process_gone', finished_at = @now
             where outcome = 'running' and {which}
            """, values, transaction, cancellationToken: cancel));

    static string Ids(IEnumerable<string> ids) => JsonSerializer.Serialize(ids.ToList(), FacetJson.Default.ListString);

    sealed record Claim
    {
        public required string SessionId { get; init; }
        public required string Host { get; init; }
        public required int Pid { get; init; }
        public required string Process { get; init; }
        public DateTimeOffset ClaimedUntil { get; init; }

        public LockHolder Holder => new() { Host = Host, Pid = Pid, Process = Process };
    }
}
