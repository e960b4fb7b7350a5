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
    /// <param name="concurrency">So many sessions at a time.</param>
    /// <exception cref="OperationCanceledException">Cancelled; what was done is kept.</exception>
    public async Task<ExtractionResult> RunAsync(IReadOnlyList<Session> sessions, int concurrency, Budget budget, IProgress<ExtractionProgress>? progress, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        using var run = new ExtractionRun(sessions, budget, new Pause(clock), progress, cancel);
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => WorkAsync(run)));
        cancel.ThrowIfCancellationRequested();
        return run.Tally.Result(run.Stopped, Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3));
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
            attempt = await attempts.BeginAsync(next.Session, extractor, run.Cancel);
            var extracted = attempt is null ? null : await AskAsync(extractor, next.Session, run.Cancel);
            spent = extracted?.Cost();
            // An answer that is there and paid for is kept, whatever happens around it.
            if (extracted is not null && await attempts.SaveAsync(attempt!, extracted, CancellationToken.None))
                run.Extracted(next, extracted);
            else
                run.Skipped(next);
        }
        catch (Exception ex) when (ex is UserError || (ex is OperationCanceledException && run.Cancel.IsCancellationRequested))
        {
            await InterruptAsync(attempt, run);
            throw;
        }
        catch (Exception ex)
        {
            var fault = Faults.Of(ex);
            fault = spent is null ? fault : fault with { Spent = spent };
            run.Failed(next, fault, attempt is null ? null : await EndAsync(attempt, fault));
        }
    }

    async Task<ExtractedFacet> AskAsync(FacetExtractor extractor, Session session, CancellationToken cancel)
    {
        var passages = await read(session, cancel);
        if (passages.Count == 0)
            throw new WorkError("Its transcript says nothing, or is gone.");

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
        if (attempt is null)
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

/// <param name="Done">Sessions before this one.</param>
sealed record ExtractionProgress(int Done, int Of, Session Session);

/// <param name="RetryAt">Null: not before somebody says so, or the session grows.</param>
sealed record FailedExtraction(string SessionId, string Reason, string Message, DateTimeOffset? RetryAt);

sealed record ExtractionResult
{
    public required int Extracted { get; init; }
    public required IReadOnlyList<FailedExtraction> Failed { get; init; }

    /// <summary>Sessions that wait for facets now; those that failed and wait their time are not among them.</summary>
    public int Pending { get; init; }

    /// <summary>Sessions whose facets by a model rest on another prompt or profile than today's: they wait only where somebody says so. Null: rules don't look.</summary>
    public int? Outdated { get; init; }

    /// <summary>As far as it is known.</summary>
    public double CostUsd { get; init; }

    /// <summary>Questions whose cost nobody knows.</summary>
    public int UnknownCosts { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }

    /// <summary>What of the answers did not stand the checks, by reason.</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; init; } = new Dictionary<string, int>();

    /// <summary>Null: all was done.</summary>
    public Stop? StoppedBecause { get; init; }
    public required double Seconds { get; init; }
}
