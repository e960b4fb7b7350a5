using System.Data.Common;
using Dapper;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Locks;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Facets.Batches;

/// <summary>Keeps which questions were sent in batches. A batch and its attempts are written before it is sent, so that nothing that was sent can be forgotten.</summary>
sealed class BatchStore(Database database, TimeProvider clock)
{
    readonly LockHolder _me = LockHolder.ThisProcess(clock.GetUtcNow());

    static BatchStore() => SessionColumns.Register();

    /// <summary>Writes what is about to be sent.</summary>
    /// <param name="month">Null: nobody asks what it costs.</param>
    /// <returns>The batch, and its attempts by session: without those whose answers are awaited already.</returns>
    /// <exception cref="CapReached">The month's.</exception>
    public async Task<(OpenBatch Batch, IReadOnlyDictionary<string, long> Attempts)> BeginAsync(IReadOnlyList<Packed> packed, FacetExtractor extractor, MonthCap? month, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await Dialect.BeginAloneAsync(db, "attempts", cancel);
        if (month is not null)
            await month.CheckAsync(db, transaction, packed.Sum(one => one.LikelyUsd ?? 0), cancel);
        var batch = await InsertAsync(db, transaction, extractor.Model, packed.Count, cancel);
        var attempts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var one in packed)
            if (await InsertAsync(db, transaction, batch, one, extractor, cancel) is { } id)
                attempts.Add(one.Session.Id, id);
        await db.ExecuteAsync(new CommandDefinition(
            "update extraction_batches set questions = @Count where id = @Id", new { attempts.Count, batch.Id }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return (batch with { Questions = attempts.Count }, attempts);
    }

    /// <summary>It arrived, and the provider calls it so.</summary>
    public async Task ArrivedAsync(OpenBatch batch, string providerId, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition(
            "update extraction_batches set provider_id = @providerId where id = @Id", new { providerId, batch.Id }, cancellationToken: cancel));
    }

    /// <summary>It didn't arrive: that says nothing about its sessions, and cost nothing.</summary>
    public async Task NotSentAsync(OpenBatch batch, string reason, string message, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var values = new { batch.Id, reason, message, now = clock.GetUtcNow() };
        await db.ExecuteAsync(new CommandDefinition("""
            update extraction_attempts
               set outcome = 'interrupted', reason = @reason, message = @message, finished_at = @now, input_tokens = 0, output_tokens = 0, cost_usd = 0
             where batch_id = @Id and outcome = 'in_batch'
            """, values, transaction, cancellationToken: cancel));
        await EndAsync(db, transaction, batch, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>No answer is awaited from it any more.</summary>
    public async Task EndAsync(OpenBatch batch, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await EndAsync(db, transaction: null, batch, cancel);
    }

    /// <summary>The first to be sent first.</summary>
    public async Task<IReadOnlyList<OpenBatch>> OpenAsync(CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<OpenBatch>(new CommandDefinition(
            "select id, tag, provider_id, model, questions, created_at from extraction_batches where ended_at is null order by id", cancellationToken: cancel))];
    }

    /// <summary>Whether a batch of the provider's is one of ours.</summary>
    public async Task<bool> KnowsAsync(string providerId, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from extraction_batches where provider_id = @providerId", new { providerId }, cancellationToken: cancel)) > 0;
    }

    /// <summary>Attempts without their answers, by their ids.</summary>
    public async Task<IReadOnlyDictionary<long, AwaitedAttempt>> AwaitedAsync(OpenBatch batch, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var awaited = await db.QueryAsync<AwaitedAttempt>(new CommandDefinition(
            "select id, session_id, messages, started_at, prompt_version from extraction_attempts where batch_id = @Id and outcome = 'in_batch'", new { batch.Id }, cancellationToken: cancel));
        return awaited.ToDictionary(attempt => attempt.Id);
    }

    /// <summary>Sessions whose answers are awaited, by their ids.</summary>
    /// <param name="batch">Null: from any.</param>
    public async Task<IReadOnlyDictionary<string, Session>> SessionsAsync(OpenBatch? batch, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var sessions = await db.QueryAsync<Session>(new CommandDefinition("""
            select s.*, p.project as parent_project
              from extraction_attempts a
              join claude_sessions s on s.id = a.session_id
              left join claude_sessions p on p.id = s.parent_id
             where a.outcome = 'in_batch'
               and a.batch_id = coalesce(@id, a.batch_id)
            """, new { id = batch?.Id }, cancellationToken: cancel));
        return sessions.ToDictionary(session => session.Id, StringComparer.Ordinal);
    }

    /// <summary>Goes on with an attempt whose answer has come.</summary>
    /// <param name="paid">For the answer.</param>
    /// <returns>Null: it has ended already.</returns>
    public async Task<Attempt?> ResumeAsync(long id, Session session, FacetExtractor extractor, ModelUsage? paid, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var before = await Tried.ReadAsync(db, transaction, session, extractor, cancel);
        var isAwaited = await db.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from extraction_attempts where id = @id and outcome = 'in_batch'", new { id }, transaction, cancellationToken: cancel));
        return isAwaited == 1 ? before.As(id, session.Id) with { IsInBatch = true, Paid = paid } : null;
    }

    async Task<OpenBatch> InsertAsync(DbConnection db, DbTransaction transaction, string model, int questions, CancellationToken cancel)
    {
        var batch = new OpenBatch { Id = 0, Tag = $"debrief-{Guid.NewGuid():n}", Model = model, Questions = questions, CreatedAt = clock.GetUtcNow() };
        var id = await db.ExecuteScalarAsync<long>(new CommandDefinition(
            "insert into extraction_batches (tag, model, questions, created_at) values (@Tag, @Model, @Questions, @CreatedAt) returning id", batch, transaction, cancellationToken: cancel));
        return batch with { Id = id };
    }

    async Task<long?> InsertAsync(DbConnection db, DbTransaction transaction, OpenBatch batch, Packed packed, FacetExtractor extractor, CancellationToken cancel)
    {
        var before = await Tried.ReadAsync(db, transaction, packed.Session, extractor, cancel);
        return await db.ExecuteScalarAsync<long?>(new CommandDefinition("""
            insert into extraction_attempts (session_id, try, started_at, host, pid, extractor, model, prompt_version, messages, outcome, batch_id, awaited_usd, dropped)
            values (@SessionId, @Try, @CreatedAt, @Host, @Pid, @Name, @Model, @PromptVersion, @MessageCount, 'in_batch', @Id, @LikelyUsd, '{}')
            on conflict (session_id) where outcome = 'in_batch' do nothing
            returning id
            """, new
        {
            SessionId = packed.Session.Id, Try = before.Tries + 1, batch.CreatedAt, _me.Host, _me.Pid, extractor.Name, extractor.Model, extractor.PromptVersion,
            packed.Session.MessageCount, batch.Id, packed.LikelyUsd,
        }, transaction, cancellationToken: cancel));
    }

    async Task EndAsync(DbConnection db, DbTransaction? transaction, OpenBatch batch, CancellationToken cancel) =>
        await db.ExecuteAsync(new CommandDefinition(
            "update extraction_batches set ended_at = @now where id = @Id and ended_at is null", new { batch.Id, now = clock.GetUtcNow() }, transaction, cancellationToken: cancel));
}
