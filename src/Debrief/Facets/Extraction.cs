using System.Data.Common;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>Gives sessions their facets, some at a time. A session that fails doesn't stop the others: its reason is kept, and when it is tried again.</summary>
/// <param name="extractorOf">Who is asked about a session.</param>
/// <param name="read">The whole session in the order it happened.</param>
sealed class Extraction(
    AttemptStore attempts,
    Func<Session, FacetExtractor> extractorOf,
    Func<Session, CancellationToken, Task<IReadOnlyList<Passage>>> read,
    TimeProvider clock)
{
    public const string Silent = "Its transcript says nothing, or is gone.";

    /// <summary>Goes on with an attempt that was begun before; null: one is begun. Gives null where it has ended already.</summary>
    public Func<Session, FacetExtractor, CancellationToken, Task<Attempt?>>? ResumeAsync { get; init; }

    /// <param name="concurrency">So many sessions at a time.</param>
    /// <exception cref="OperationCanceledException">Cancelled; what was done is kept.</exception>
    public async Task<ExtractionResult> RunAsync(IReadOnlyList<Session> sessions, int concurrency, Budget budget, IProgress<ExtractionProgress>? progress, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        using var run = new ExtractionRun(new(sessions, attempts.Claims), budget, new Pause(clock), progress is null ? null : (done, session) => progress.Report(new(done, sessions.Count, session)), cancel);
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => WorkAsync(run)));
        cancel.ThrowIfCancellationRequested();
        return run.Tally.Result(run.Stopped, Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3)) with { LeftToOthers = run.LeftToOthers };
    }

    async Task WorkAsync(ExtractionRun run)
    {
        try
        {
            while (await run.NextAsync() is { } next)
                await ExtractAsync(next, run);
        }
        catch (OperationCanceledException) when (run.Cancel.IsCancellationRequested)
        {
            // The run is over, and says why.
        }
        catch (Exception ex)
        {
            run.EndAtOnce(new("fault", ex.Message, IsFailure: true));
            throw;
        }
    }

    async Task ExtractAsync(Reservation next, ExtractionRun run)
    {
        Attempt? attempt = null;
        ModelUsage? spent = null;
        try
        {
            var extractor = extractorOf(next.Session);
            attempt = await BeginAsync(next, extractor, run.Cancel);
            if (attempt is null)
            {
                run.LeaveToOthers(next);
                return;
            }

            var extracted = await AskAsync(extractor, next.Session, run.Cancel);
            spent = extracted.Cost();
            // An answer that is there and paid for is kept, whatever happens around it.
            if (await attempts.SaveAsync(attempt, extracted, CancellationToken.None))
                run.Extracted(next, extracted);
            else
                run.NotKept(next, spent);
        }
        catch (CapReached cap)
        {
            run.Capped(next, cap.Stop);
        }
        catch (Exception ex) when (ex is UserError || (ex is OperationCanceledException && run.Cancel.IsCancellationRequested))
        {
            await InterruptAsync(attempt, run);
            throw;
        }
        catch (Exception ex)
        {
            var fault = Faults.Of(ex);
            var paid = spent ?? (fault.Spent is null or { InputTokens: 0 } ? attempt?.Paid : null);
            fault = paid is null ? fault : fault with { Spent = paid };
            run.Failed(next, fault, attempt is null ? null : await EndAsync(attempt, fault));
        }
    }

    Task<Attempt?> BeginAsync(Reservation next, FacetExtractor extractor, CancellationToken cancel) =>
        ResumeAsync is { } resume ? resume(next.Session, extractor, cancel) : attempts.BeginAsync(next.Session, extractor, next.Reserved, cancel);

    async Task<ExtractedFacet> AskAsync(FacetExtractor extractor, Session session, CancellationToken cancel)
    {
        var passages = await read(session, cancel);
        if (passages.Count == 0)
            throw new WorkError(Silent);

        var extracted = await extractor.ExtractAsync(session, passages, cancel);
        var now = clock.GetUtcNow();
        return extracted with { Facet = extracted.Facet with { CreatedAt = now, UpdatedAt = now } };
    }

    async Task<DateTimeOffset?> EndAsync(Attempt attempt, Fault fault)
    {
        try
        {
            if (!fault.IsForAll)
                return await attempts.FailAsync(attempt, fault, CancellationToken.None);
            if (!attempt.IsInBatch)
                await attempts.InterruptAsync(attempt, fault.Reason, fault.Message, fault.Spent, CancellationToken.None);
        }
        catch (DbException)
        {
            // It stays as running, and the next run marks it as interrupted.
        }

        return null;
    }

    async Task InterruptAsync(Attempt? attempt, ExtractionRun run)
    {
        if (attempt is null or { IsInBatch: true })
            return;
        run.Tally.Interrupted();
        try
        {
            await attempts.InterruptAsync(attempt, "stopped", message: null, spent: null, CancellationToken.None);
        }
        catch (DbException)
        {
            // As above.
        }
    }
}
