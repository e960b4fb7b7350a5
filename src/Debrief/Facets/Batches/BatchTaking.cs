using System.Runtime.CompilerServices;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets.Batches;

/// <summary>Takes in the answers of batches, each once. Only for who holds the lock of batches.</summary>
sealed class BatchTaking(BatchStore batches, AnthropicBatches service, Taker taker)
{
    /// <summary>What is kept in memory of the answers.</summary>
    const int AtATime = 100;

    /// <summary>A connection that breaks is made again so often.</summary>
    const int MostTries = 3;

    /// <param name="batch">One that has ended.</param>
    /// <returns>Stopped, where the answers can't all be fetched for now: the others stay where they are, for the next run.</returns>
    public async Task<ExtractionResult> TakeAsync(OpenBatch batch, int concurrency, CancellationToken cancel)
    {
        var taken = ExtractionResult.None;
        for (var tries = 1; taken.StoppedBecause is null; tries++)
            try
            {
                await foreach (var answers in AnswersAsync(batch, cancel))
                    if ((taken += await TakeAsync(batch, answers, concurrency, cancel)).StoppedBecause is not null)
                        return taken;
                return taken + await GiveUpAsync(batch, new("batch_unanswered", "The batch ended without a word about it.", IsOwnFault: false, Faults.Nothing), cancel);
            }
            catch (ModelFailure failure) when (!failure.IsForAll && tries < MostTries)
            {
                // What has come is taken in; the others are asked for once more.
            }
            catch (ModelFailure failure)
            {
                taken = taken with { StoppedBecause = new(Faults.Of(failure).Reason, failure.Message, IsFailure: true) };
            }

        return taken;
    }

    /// <summary>Ends a batch whose answers can't be had.</summary>
    /// <param name="fault">Of the attempts that are still awaited.</param>
    public async Task<ExtractionResult> GiveUpAsync(OpenBatch batch, Fault fault, CancellationToken cancel)
    {
        var tally = new RunTally();
        var sessions = await batches.SessionsAsync(batch, cancel);
        foreach (var attempt in (await batches.AwaitedAsync(batch, cancel)).Values)
        {
            if (Found(attempt, sessions) is not { } session)
                await ForgottenAsync(attempt, fault.Spent, cancel);
            else if (await batches.ResumeAsync(attempt.Id, session, taker.Model, paid: null, cancel) is { } resumed)
                tally.Failed(session, fault, await taker.Attempts.FailAsync(resumed, fault, cancel));
        }

        await batches.EndAsync(batch, cancel);
        return tally.Result(stopped: null, seconds: 0);
    }

    /// <summary>Some at a time. What came before the connection broke is given too.</summary>
    async IAsyncEnumerable<IReadOnlyList<BatchAnswer>> AnswersAsync(OpenBatch batch, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var answers = service.AnswersAsync(batch.ProviderId!, cancel).GetAsyncEnumerator(cancel);
        ModelFailure? broken = null;
        for (var some = new List<BatchAnswer>(AtATime); ; some = new(AtATime))
        {
            while (some.Count < AtATime && await NextAsync())
                some.Add(answers.Current);
            yield return some;
            if (broken is not null)
                throw broken;
            if (some.Count < AtATime)
                yield break;
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await answers.MoveNextAsync();
            }
            catch (ModelFailure failure)
            {
                broken = failure;
                return false;
            }
        }
    }

    async Task<ExtractionResult> TakeAsync(OpenBatch batch, IEnumerable<BatchAnswer> answers, int concurrency, CancellationToken cancel)
    {
        var (awaited, sessions) = (await batches.AwaitedAsync(batch, cancel), await batches.SessionsAsync(batch, cancel));
        var matched = Match(batch, answers, awaited).ToLookup(one => Found(one.Attempt, sessions) is not null);
        foreach (var one in matched[false])
            await ForgottenAsync(one.Attempt, one.Paid ?? Faults.Nothing, cancel);

        var known = matched[true].ToDictionary(one => one.Attempt.SessionId!, StringComparer.Ordinal);
        var extraction = new Extraction(
            taker.Attempts,
            session => new BatchedAnswer(taker.Model, known[session.Id].Attempt, known[session.Id].Answer, taker.IsExcluded(session)),
            taker.ReadAsync,
            taker.Clock)
        { ResumeAsync = (session, extractor, stop) => batches.ResumeAsync(known[session.Id].Attempt.Id, session, extractor, known[session.Id].Paid, stop) };
        return await extraction.RunAsync([.. known.Values.Select(one => Found(one.Attempt, sessions)!)], concurrency, Budget.Free, progress: null, cancel);
    }

    static IEnumerable<Matched> Match(OpenBatch batch, IEnumerable<BatchAnswer> answers, IReadOnlyDictionary<long, AwaitedAttempt> awaited) => answers
        .Select(answer => batch.AttemptOf(answer.Id) is { } id && awaited.TryGetValue(id, out var attempt) ? new Matched(attempt, answer) : null)
        .OfType<Matched>()
        .DistinctBy(one => one.Attempt.Id);

    /// <summary>As it was when it was sent: if it grew, it waits for facets again.</summary>
    static Session? Found(AwaitedAttempt attempt, IReadOnlyDictionary<string, Session> sessions) =>
        attempt.SessionId is { } id && sessions.TryGetValue(id, out var session) ? session with { MessageCount = attempt.Messages } : null;

    Task ForgottenAsync(AwaitedAttempt attempt, ModelUsage? spent, CancellationToken cancel) =>
        taker.Attempts.InterruptAsync(new(attempt.Id, "", 0, 0), "session_gone", "The session was forgotten meanwhile.", spent, cancel);
}

/// <param name="Attempt">What waits for the answer.</param>
sealed record Matched(AwaitedAttempt Attempt, BatchAnswer Answer)
{
    public ModelUsage? Paid => Answer.Answer?.Usage ?? Answer.Failure?.Spent;
}

/// <summary>Who reads the answers of a batch, and keeps what comes of them.</summary>
/// <param name="Model">Asked where an answer must be mended.</param>
/// <param name="ReadAsync">The whole session in the order it happened.</param>
/// <param name="IsExcluded">Sessions that no model may see.</param>
sealed record Taker(ModelExtractor Model, Func<Session, CancellationToken, Task<IReadOnlyList<Passage>>> ReadAsync, Func<Session, bool> IsExcluded, AttemptStore Attempts, TimeProvider Clock);
