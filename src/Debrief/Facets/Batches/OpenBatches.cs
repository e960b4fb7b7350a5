using Debrief.LanguageModels;

namespace Debrief.Facets.Batches;

/// <summary>All batches whose answers are awaited.</summary>
sealed class OpenBatches(BatchStore batches, BatchLook look, BatchTaking taking)
{
    static readonly TimeSpan _first = TimeSpan.FromSeconds(1);
    static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    /// <summary>In a row, some minutes together: the service is in trouble.</summary>
    const int MostFailures = 10;

    /// <summary>Brings each as far as it goes now. Only for who holds the lock of batches.</summary>
    /// <param name="tell">What became of a batch; of one that is still at work too.</param>
    /// <exception cref="ModelFailure">The service can't be asked for now.</exception>
    public async Task<ExtractionResult> AdvanceAsync(int concurrency, Action<BatchNews> tell, CancellationToken cancel)
    {
        var result = ExtractionResult.None;
        foreach (var open in await batches.OpenAsync(cancel))
        {
            var (batch, state) = await look.LookAsync(open, cancel);
            var part = await AdvanceAsync(batch, state, concurrency, cancel);
            tell(new(batch, state, part));
            result += part;
            if (result.StoppedBecause is not null)
                break;
        }

        return result;
    }

    /// <summary>Asks again and again, after a second, two, four, up to a minute. A batch takes minutes, at most a day.</summary>
    /// <param name="tell">What was found each time.</param>
    /// <returns>True when one can be advanced; false when none is left to wait for.</returns>
    /// <exception cref="ModelFailure">The service refuses, or can't be asked for too long.</exception>
    public async Task<bool> WaitAsync(TimeProvider clock, Action<IReadOnlyList<OpenBatch>> tell, CancellationToken cancel)
    {
        var failures = 0;
        for (var wait = _first; ; wait = wait * 2 < _longest ? wait * 2 : _longest)
        {
            try
            {
                var (ready, atWork) = await LookAsync(cancel);
                if (ready || atWork.Count == 0)
                    return ready;
                tell(atWork);
                failures = 0;
            }
            catch (ModelFailure failure) when (!failure.IsForAll && ++failures < MostFailures)
            {
                // The answers aren't lost: they are there when the service is.
            }

            await Task.Delay(wait, clock, cancel);
        }
    }

    async Task<(bool Ready, List<OpenBatch> AtWork)> LookAsync(CancellationToken cancel)
    {
        var atWork = new List<OpenBatch>();
        foreach (var open in await batches.OpenAsync(cancel))
        {
            var (batch, state) = await look.LookAsync(open, cancel);
            if (state == BatchState.AtWork)
                atWork.Add(batch);
            else if (state != BatchState.NotKnownThere)
                return (true, atWork);
        }

        return (false, atWork);
    }

    async Task<ExtractionResult> AdvanceAsync(OpenBatch batch, BatchState state, int concurrency, CancellationToken cancel)
    {
        switch (state)
        {
            case BatchState.Answered:
                return await taking.TakeAsync(batch, concurrency, cancel);
            case BatchState.Gone:
                return await taking.GiveUpAsync(batch, new("batch_gone", "Its answer was not fetched while the service kept it.", IsOwnFault: false, Spent: null), cancel);
            case BatchState.NotArrived:
                await batches.NotSentAsync(batch, "not_arrived", "The question never arrived.", cancel);
                return ExtractionResult.None;
            default:
                return ExtractionResult.None;
        }
    }
}

/// <param name="Taken">What its answers brought.</param>
sealed record BatchNews(OpenBatch Batch, BatchState State, ExtractionResult Taken);
