using System.Data.Common;
using Dapper;
using Debrief.LanguageModels;
using Debrief.Locks;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Facets.Runs;

/// <summary>Keeps what was tried with each session: what is begun here ends with facets, with a reason, or as interrupted.</summary>
/// <param name="claims">Those of the run; null for one that begins nothing.</param>
sealed class AttemptStore(Database database, TimeProvider clock, Claims? claims = null)
{
    readonly LockHolder _me = LockHolder.ThisProcess(clock.GetUtcNow());

    static AttemptStore() => SessionColumns.Register();

    public Claims? Claims => claims;

    /// <summary>Holds wherever a model is asked; null: nothing is spent.</summary>
    public MonthCap? Month { get; init; }

    /// <summary>Writes that a claimed session is being tried. To be done before anything is asked or spent.</summary>
    /// <param name="likelyUsd">What the answer is likely to cost.</param>
    /// <returns>Null: the claim was lost, and somebody else is or was at it.</returns>
    /// <exception cref="CapReached">The month's.</exception>
    public Task<Attempt?> BeginAsync(Session session, FacetExtractor extractor, double likelyUsd, CancellationToken cancel) =>
        database.PersistAsync(() => BeginNowAsync(session, extractor, likelyUsd, cancel), cancel);

    async Task<Attempt?> BeginNowAsync(Session session, FacetExtractor extractor, double likelyUsd, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await Dialect.BeginAloneAsync(db, "attempts", cancel);
        if (!await claims!.HoldAsync(db, transaction, session, cancel))
            return null;
        if (extractor.Name != "rules" && Month is { } month)
            await month.CheckAsync(db, transaction, likelyUsd, cancel);

        var before = await Tried.ReadAsync(db, transaction, session, extractor, cancel);
        var id = await db.ExecuteScalarAsync<long?>(new CommandDefinition("""
            insert into extraction_attempts (session_id, try, started_at, host, pid, extractor, model, prompt_version, messages, outcome, awaited_usd, dropped)
            values (@Id, @Try, @now, @Host, @Pid, @Name, @Model, @PromptVersion, @MessageCount, 'running', @likelyUsd, '{}')
            on conflict (session_id) where outcome = 'running' do nothing
            returning id
            """, new { session.Id, Try = before.Tries + 1, now = clock.GetUtcNow(), _me.Host, _me.Pid, extractor.Name, extractor.Model, extractor.PromptVersion, session.MessageCount, likelyUsd }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return id is { } begun ? before.As(begun, session.Id) : null;
    }

    /// <summary>Keeps the facets and the end of the attempt, both or neither.</summary>
    /// <returns>False when another run has taken the claim and given the attempt up for lost, or a model has answered meanwhile what these are rules' answers to: the facets are not kept, what they cost is.</returns>
    public Task<bool> SaveAsync(Attempt attempt, ExtractedFacet extracted, CancellationToken cancel) =>
        database.PersistAsync(() => SaveNowAsync(attempt, extracted, cancel), cancel);

    async Task<bool> SaveNowAsync(Attempt attempt, ExtractedFacet extracted, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var isMine = await EndAsync(db, transaction, attempt, new("extracted", extracted.Cost()) { Dropped = extracted.Dropped }, cancel);
        var isKept = isMine && await FacetStore.SaveAsync(db, transaction, extracted.Facet, cancel);
        await transaction.CommitAsync(cancel);
        return isKept;
    }

    /// <returns>When it is tried again; null: when somebody says so, or the session grows.</returns>
    public async Task<DateTimeOffset?> FailAsync(Attempt attempt, Fault fault, CancellationToken cancel)
    {
        var retryAt = Backoff.RetryAt(clock.GetUtcNow(), attempt, fault);
        await EndAsync(attempt, new("failed", fault.Spent) { Reason = fault.Reason, Message = fault.Message, IsOwnFault = fault.IsOwnFault, RetryAt = retryAt, Dropped = fault.Dropped }, cancel);
        return retryAt;
    }

    /// <summary>Ends an attempt that says nothing about its session.</summary>
    /// <param name="spent">Null: unknown.</param>
    public Task InterruptAsync(Attempt attempt, string reason, string? message, ModelUsage? spent, CancellationToken cancel) =>
        EndAsync(attempt, new("interrupted", spent) { Reason = reason, Message = message }, cancel);

    /// <summary>Keeps what was spent on something else than a session: the caps count it.</summary>
    /// <param name="purpose">Such as narrative.</param>
    /// <param name="reason">Why nothing came of it; null: something did.</param>
    public async Task NoteAsync(string purpose, string model, string promptVersion, DateTimeOffset began, ModelUsage? spent, string? reason, string? message, IReadOnlyDictionary<string, int> dropped, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition("""
            insert into extraction_attempts (try, started_at, finished_at, host, pid, extractor, model, prompt_version, messages, outcome, reason, message, input_tokens, output_tokens, cost_usd, dropped)
            values (1, @began, @now, @Host, @Pid, @purpose, @model, @promptVersion, 0, @outcome, @reason, @message, @InputTokens, @OutputTokens, @CostUsd, @dropped)
            """, new { began, now = clock.GetUtcNow(), _me.Host, _me.Pid, purpose, model, promptVersion, outcome = reason is null ? "extracted" : "failed", reason, message, spent?.InputTokens, spent?.OutputTokens, spent?.CostUsd, dropped }, cancellationToken: cancel));
    }

    Task<bool> EndAsync(Attempt attempt, Ending ending, CancellationToken cancel) => database.PersistAsync(async () =>
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        var isMine = await EndAsync(db, transaction, attempt, ending, cancel);
        await transaction.CommitAsync(cancel);
        return isMine;
    }, cancel);

    /// <summary>Of an attempt that was given up for lost it keeps only what is known now after all: the tokens and the cost.</summary>
    async Task<bool> EndAsync(DbConnection db, DbTransaction transaction, Attempt attempt, Ending ending, CancellationToken cancel)
    {
        var values = new
        {
            attempt.Id, now = clock.GetUtcNow(), ending.Outcome, ending.Reason, ending.Message, ending.IsOwnFault, ending.RetryAt, ending.Dropped,
            ending.Spent?.InputTokens, ending.Spent?.OutputTokens, ending.Spent?.CostUsd,
        };
        if (await db.ExecuteAsync(new CommandDefinition("""
            update extraction_attempts
               set outcome = @Outcome, finished_at = @now, reason = @Reason, message = @Message, own_fault = @IsOwnFault, retry_at = @RetryAt,
                   input_tokens = @InputTokens, output_tokens = @OutputTokens, cost_usd = @CostUsd, dropped = @Dropped
             where id = @Id and (outcome in ('running', 'in_batch') or outcome = 'extracted' and @Outcome = 'extracted') -- The connection broke before it was known that all was kept.
            """, values, transaction, cancellationToken: cancel)) == 1)
            return true;

        await db.ExecuteAsync(new CommandDefinition(
            "update extraction_attempts set input_tokens = @InputTokens, output_tokens = @OutputTokens, cost_usd = @CostUsd where id = @Id", values, transaction, cancellationToken: cancel));
        return false;
    }

    sealed record Ending(string Outcome, ModelUsage? Spent)
    {
        public string? Reason { get; init; }
        public string? Message { get; init; }
        public bool IsOwnFault { get; init; }
        public DateTimeOffset? RetryAt { get; init; }
        public IReadOnlyDictionary<string, int> Dropped { get; init; } = new Dictionary<string, int>();
    }
}
