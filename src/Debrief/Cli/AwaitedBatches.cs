using Debrief.Facets;
using Debrief.Facets.Batches;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Locks;
using Debrief.Sessions;

namespace Debrief.Cli;

/// <summary>The batches whose answers are awaited, as a run finds and leaves them.</summary>
sealed class AwaitedBatches : IDisposable
{
    /// <summary>One run at a time sends batches and takes their answers in; what else runs are at, they claim session by session.</summary>
    const string LockName = "batches";

    readonly WantedExtraction _wanted;
    readonly BatchStore _batches;
    readonly IReadOnlyDictionary<string, Session> _before;
    readonly ExtractorChoice? _ownChoice;
    readonly AnthropicBatches? _service;
    readonly OpenBatches? _open;

    /// <param name="choice">Null: there is no key to fetch anything with.</param>
    AwaitedBatches(WantedExtraction wanted, IReadOnlyDictionary<string, Session> before, BatchStore batches, ExtractorChoice? choice)
    {
        (_wanted, _before, _batches) = (wanted, before, batches);
        if (choice is null)
            return;

        _ownChoice = choice == wanted.Choice ? null : choice;
        _service = choice.OpenBatches();
        var taker = new Taker(choice.ByModel!, wanted.Transcripts.ReadAsync, choice.IsExcluded, new AttemptStore(wanted.Database, TimeProvider.System), TimeProvider.System);
        _open = new(batches, new BatchLook(batches, _service, TimeProvider.System), new BatchTaking(batches, _service, taker));
    }

    public BatchSending Sending(AttemptStore attempts) => new(_batches, attempts, _service!);

    public static async Task<AwaitedBatches> OfAsync(WantedExtraction wanted, CancellationToken cancel)
    {
        var batches = new BatchStore(wanted.Database, TimeProvider.System);
        var isAwaited = (await batches.OpenAsync(cancel)).Count > 0;
        var choice = wanted.InBatch ? wanted.Choice : isAwaited && !wanted.Choice.IsRules ? ExtractCommand.ByAnthropic(wanted) : null;
        return new(wanted, await batches.SessionsAsync(batch: null, cancel), batches, choice);
    }

    /// <exception cref="WorkError">Another run is at it.</exception>
    public async Task<HeldLock> LockAsync(CancellationToken cancel)
    {
        var (mine, holder) = await Locks().TryTakeAsync(LockName, cancel);
        return mine ?? throw new WorkError($"Batches are being sent or taken in on {Terminal.Plain(holder.Host)} by process {holder.Pid} since {TimeZoneInfo.ConvertTime(holder.TakenAt, _wanted.Profile.TimeZone):yyyy-MM-dd HH:mm}. One run at a time: wait for it, or end it.");
    }

    /// <summary>Takes in what has come, beside other work: that goes on whatever happens here. Where another run takes it in, it is left to that.</summary>
    public async Task<ExtractionResult> TakeAsync(CancellationToken cancel)
    {
        try
        {
            return _open is null ? ExtractionResult.None : await TakeTurnAsync(line => Terminal.WriteWrapped(_wanted.Args.Error, line), TimeSpan.Zero, cancel);
        }
        catch (ModelFailure failure)
        {
            Terminal.WriteWrapped(_wanted.Args.Error, $"The answers of batches can't be fetched for now: {Terminal.Plain(failure.Message)}");
            return ExtractionResult.None;
        }
    }

    /// <summary>Until there is nothing to wait for. The lock is held only while something is taken in, so that a report needn't wait for a batch.</summary>
    public async Task<ExtractionResult> WaitAsync(CancellationToken cancel)
    {
        var result = ExtractionResult.None;
        await StatusLine.RunAsync(_wanted.Args.Error, "Waiting for the answers", async (show, say) =>
        {
            while (result.StoppedBecause is null && await _open!.WaitAsync(TimeProvider.System, atWork => show(BatchWords.Waiting(atWork, _wanted.Profile.TimeZone)), cancel))
                result += await TakeTurnAsync(say, TimeSpan.FromSeconds(1), cancel);
        });
        return result;
    }

    /// <exception cref="ModelFailure">The service can't be asked for now.</exception>
    public async Task<ExtractionResult> AdvanceAsync(HeldLock held, Action<string> say, CancellationToken cancel)
    {
        var result = ExtractionResult.None;
        await WhileHeldAsync(held, async either =>
            result = await _open!.AdvanceAsync(_wanted.Concurrency, news => say(BatchWords.News(news, _wanted.Profile.TimeZone)), either), cancel);
        return result;
    }

    /// <summary>Says what the run brought, of its own sessions and of those whose answers were awaited before.</summary>
    public async Task<ExtractionResult> TellAsync(ExtractionResult result, IReadOnlyList<Session> planned, CancellationToken cancel)
    {
        var still = await _batches.SessionsAsync(batch: null, cancel);
        var told = result with { Pending = await _wanted.CountAllPendingAsync(cancel), Outdated = await _wanted.CountOutdatedAsync(cancel), InBatch = still.Count };
        var sessions = planned.Concat(_before.Values).DistinctBy(session => session.Id).Where(session => !still.ContainsKey(session.Id));
        ExtractPages.Tell(_wanted.Args, told, [.. sessions], _wanted.Choice, _wanted.AsJson);
        return told;
    }

    public void Dispose()
    {
        _service?.Dispose();
        _ownChoice?.Dispose();
    }

    /// <summary>Work that ends when another takes the lock.</summary>
    public static async Task WhileHeldAsync(HeldLock held, Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, held.Lost);
        try
        {
            await work(either.Token);
        }
        catch (OperationCanceledException) when (held.Lost.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new WorkError("This run gave no sign for two minutes, and another took over. What it had sent or taken in is kept.");
        }
    }

    LockStore Locks() => new(_wanted.Database, TimeProvider.System);

    /// <summary>Another run may be at it: then this one waits its turn, and may find everything done.</summary>
    async Task<ExtractionResult> TakeTurnAsync(Action<string> say, TimeSpan wait, CancellationToken cancel)
    {
        var (mine, _) = await Locks().TryTakeAsync(LockName, cancel);
        if (mine is null)
        {
            await Task.Delay(wait, cancel);
            return ExtractionResult.None;
        }

        await using var held = mine;
        return await AdvanceAsync(held, say, cancel);
    }
}
