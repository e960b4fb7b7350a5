using Debrief.LanguageModels;

namespace Debrief.Facets.Batches;

/// <summary>Finds out how far a batch is; first of all whether it arrived, where a run was ended in the middle of sending it.</summary>
sealed class BatchLook(BatchStore batches, AnthropicBatches service, TimeProvider clock)
{
    /// <summary>What was sent before, and isn't at the provider, won't come any more.</summary>
    public static readonly TimeSpan LongestWay = TimeSpan.FromMinutes(2);

    /// <summary>By which the provider's clock and ours may differ.</summary>
    static readonly TimeSpan _allowance = TimeSpan.FromDays(1);

    /// <exception cref="ModelFailure">The provider can't be asked for now.</exception>
    public async Task<(OpenBatch Batch, BatchState State)> LookAsync(OpenBatch batch, CancellationToken cancel)
    {
        if (batch.ProviderId is not { } id)
            return await SearchAsync(batch, cancel);

        var age = clock.GetUtcNow() - batch.CreatedAt;
        return (batch, await service.FindAsync(id, cancel) switch
        {
            null => age > AnthropicBatches.Kept ? BatchState.Gone : BatchState.NotKnownThere,
            { HasEnded: false } => BatchState.AtWork,
            { HasAnswers: false } => BatchState.Gone,
            _ => BatchState.Answered,
        });
    }

    /// <summary>The provider lists batches without their questions; those of one that has ended can be read.</summary>
    async Task<(OpenBatch, BatchState)> SearchAsync(OpenBatch batch, CancellationToken cancel)
    {
        var mayBeAtWork = false;
        await foreach (var listed in service.ListAsync(cancel))
        {
            if (listed.CreatedAt < batch.CreatedAt - _allowance)
                break;
            if (listed.Questions != batch.Questions || await batches.KnowsAsync(listed.Id, cancel))
                continue;
            if (!listed.HasEnded)
                mayBeAtWork = true;
            else if (listed.HasAnswers && await HoldsAsync(listed, batch, cancel))
                return (await ArrivedAsync(batch, listed.Id, cancel), BatchState.Answered);
        }

        var isOnItsWay = clock.GetUtcNow() - batch.CreatedAt < LongestWay;
        return (batch, mayBeAtWork || isOnItsWay ? BatchState.AtWork : BatchState.NotArrived);
    }

    async Task<bool> HoldsAsync(SentBatch listed, OpenBatch batch, CancellationToken cancel)
    {
        await foreach (var answer in service.AnswersAsync(listed.Id, cancel))
            return batch.AttemptOf(answer.Id) is not null;
        return false;
    }

    async Task<OpenBatch> ArrivedAsync(OpenBatch batch, string id, CancellationToken cancel)
    {
        await batches.ArrivedAsync(batch, id, cancel);
        return batch with { ProviderId = id };
    }
}

enum BatchState
{
    AtWork,
    Answered,
    NotArrived,

    /// <summary>Sent with another key, most likely.</summary>
    NotKnownThere,

    /// <summary>Its answers were not fetched in time.</summary>
    Gone,
}
