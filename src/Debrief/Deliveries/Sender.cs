using Debrief.Locks;

namespace Debrief.Deliveries;

/// <summary>Sends what is due, one process at a time on all machines that use the database.</summary>
sealed class Sender(DeliveryStore store, ConfiguredChannels channels, LockStore locks, TimeProvider clock)
{
    /// <summary>Where a receiver can't know a message again, one that may have arrived is sent once more, and then no further.</summary>
    const int MostDoubts = 2;
    const int LongestError = 500;

    /// <returns>What became of each that was due; null where another process sends.</returns>
    public async Task<IReadOnlyList<Delivery>?> SendDueAsync(CancellationToken cancel)
    {
        await using var held = (await locks.TryTakeAsync("deliveries", cancel)).Mine;
        if (held is null)
            return null;

        using var mine = CancellationTokenSource.CreateLinkedTokenSource(cancel, held.Lost);
        var done = new List<Delivery>();
        foreach (var left in await store.LeftBehindAsync(mine.Token))
            await store.EndAsync(Failed(left, new(FailedSend.InDoubt, "The process that sent it was ended."), isLeft: true), mine.Token);
        while (await store.BeginNextAsync(channels.Names, mine.Token) is { } next)
            done.Add(await EndAsync(await SendAsync(next, mine.Token)));
        return done;
    }

    /// <summary>What was sent is told to be, though somebody stops us now.</summary>
    Task<Delivery> EndAsync(Delivery ended) =>
        store.EndAsync(ended, CancellationToken.None, ended is { Channel: "upload", State: "sent", Receipt: { } receipt } ? channels.AddressOf(receipt) : null);

    async Task<Delivery> SendAsync(Delivery next, CancellationToken cancel)
    {
        try
        {
            var message = await store.MessageAsync(next.Subject, cancel);
            var link = await store.UploadedAsync(next.Subject, cancel) is { } receipt ? channels.LinkTo(receipt) : null;
            var answer = await channels.Find(next.Channel)!.SendAsync(new(message, link, next.IdempotencyKey, next.Doubts > 0), cancel);
            return next with { State = "sent", SentAt = clock.GetUtcNow(), Error = answer.Refused is null ? null : Beginning.Of(answer.Refused, LongestError), Receipt = answer.Receipt };
        }
        catch (SendFailure failure)
        {
            return Failed(next, failure, isLeft: false);
        }
        catch (UserError error)
        {
            // A secret that is missing is put in its place by and by; until then the message waits.
            return Failed(next, new(FailedSend.Later, error.Message, error), isLeft: false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Failed(next, new(FailedSend.InDoubt, "It was interrupted while it was sent."), isLeft: true);
        }
    }

    /// <param name="isLeft">There is nothing to wait for: it wasn't the receiver that failed.</param>
    Delivery Failed(Delivery failed, SendFailure failure, bool isLeft)
    {
        var now = clock.GetUtcNow();
        var doubts = failed.Doubts + (failure.Kind == FailedSend.InDoubt ? 1 : 0);
        var isInDoubt = doubts >= MostDoubts && failure.Kind == FailedSend.InDoubt && channels.Find(failed.Channel)?.KnowsAgain != true;
        var next = failure.Kind == FailedSend.Never || isInDoubt ? null : isLeft ? now : Retry.At(failed, failure.RetryAfter, now);
        return failed with
        {
            State = next is not null ? "failed" : doubts > 0 && failure.Kind != FailedSend.Never ? "unknown" : "given_up",
            Doubts = doubts,
            NextAttemptAt = next,
            Error = Beginning.Of(failure.Message, LongestError),
        };
    }
}
