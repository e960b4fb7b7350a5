using System.Runtime.CompilerServices;
using Debrief.Facets.Asking;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Sessions;

namespace Debrief.Facets.Batches;

/// <summary>Sends the questions about sessions in batches.</summary>
/// <param name="attempts">With the claims of the run.</param>
sealed class BatchSending(BatchStore batches, AttemptStore attempts, AnthropicBatches service)
{
    /// <summary>The service takes a hundred times as many. This is what one upload and one failure may take along.</summary>
    public const int MostQuestions = 1_000;
    public const int MostBytes = 20 << 20;

    const int ClaimedAtATime = 100;

    readonly RunTally _tally = new();
    int _leftToOthers;
    Stop? _stopped;

    /// <param name="questionAbout">Null: the session says nothing.</param>
    /// <param name="likely">What an answer is likely to cost.</param>
    /// <param name="tell">Each batch that arrived.</param>
    /// <returns>Sessions about which nothing could be asked, and why it stopped, if it did.</returns>
    public async Task<ExtractionResult> SendAsync(IReadOnlyList<Session> sessions, FacetExtractor extractor, Func<Session, CancellationToken, Task<FacetQuestion?>> questionAbout, Func<Session, double?> likely, Action<OpenBatch> tell, CancellationToken cancel)
    {
        try
        {
            await SendAllAsync(sessions, extractor, questionAbout, likely, tell, cancel);
        }
        catch (CapReached cap)
        {
            _stopped = cap.Stop;
        }

        return _tally.Result(_stopped, seconds: 0) with { LeftToOthers = _leftToOthers };
    }

    async Task SendAllAsync(IReadOnlyList<Session> sessions, FacetExtractor extractor, Func<Session, CancellationToken, Task<FacetQuestion?>> questionAbout, Func<Session, double?> likely, Action<OpenBatch> tell, CancellationToken cancel)
    {
        var packed = new List<Packed>();
        await foreach (var session in ClaimedAsync(sessions, cancel))
        {
            if (await PromptAsync(session, extractor, questionAbout, cancel) is not { } prompt)
                continue;
            var next = new Packed(session, prompt, likely(session));
            if (packed.Count == MostQuestions || packed.Sum(one => (long)one.Bytes) + next.Bytes > MostBytes)
                await SendAsync(packed, extractor, tell, cancel);
            packed.Add(next);
            if (_stopped is not null)
                break;
        }

        if (_stopped is null)
            await SendAsync(packed, extractor, tell, cancel);
    }

    /// <summary>Some at a time; those that another run has are left to it.</summary>
    async IAsyncEnumerable<Session> ClaimedAsync(IReadOnlyList<Session> sessions, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var some in sessions.Chunk(ClaimedAtATime))
        {
            var claimed = await attempts.Claims!.TakeAsync(some, cancel);
            _leftToOthers += some.Length - claimed.Count;
            foreach (var session in claimed)
                yield return session;
        }
    }

    /// <summary>A session that can't be asked about fails as it would alone.</summary>
    async Task<ModelPrompt?> PromptAsync(Session session, FacetExtractor extractor, Func<Session, CancellationToken, Task<FacetQuestion?>> questionAbout, CancellationToken cancel)
    {
        try
        {
            return (await questionAbout(session, cancel))?.Prompt ?? throw new WorkError(Extraction.Silent);
        }
        catch (Exception ex) when (ex is not (UserError or OperationCanceledException))
        {
            var fault = Faults.Of(ex);
            if (await attempts.BeginAsync(session, extractor, likelyUsd: 0, cancel) is { } attempt)
                _tally.Failed(session, fault, await attempts.FailAsync(attempt, fault, cancel));
            return null;
        }
    }

    async Task SendAsync(List<Packed> packed, FacetExtractor extractor, Action<OpenBatch> tell, CancellationToken cancel)
    {
        if (packed.Count == 0)
            return;

        var (batch, begun) = await batches.BeginAsync(packed, extractor, attempts.Month, cancel);
        packed.ForEach(one => attempts.Claims!.Done(one.Session)); // Their attempts hold them now.
        var questions = packed.Where(one => begun.ContainsKey(one.Session.Id)).Select(one => new BatchQuestion(batch.IdOf(begun[one.Session.Id]), one.Prompt)).ToList();
        packed.Clear();
        try
        {
            var sent = await service.SendAsync(questions, cancel);
            await batches.ArrivedAsync(batch, sent.Id, CancellationToken.None);
            tell(batch);
        }
        catch (ModelFailure refusal)
        {
            var fault = Faults.Of(refusal);
            await batches.NotSentAsync(batch, fault.Reason, fault.Message, CancellationToken.None);
            _stopped = new(fault.Reason, fault.Message, IsFailure: true);
        }
        catch (ArrivalUnknown ex)
        {
            _stopped = new("arrival_unknown", $"Whether {questions.Count} questions arrived isn't known yet: {ex.Message}", IsFailure: true);
        }
    }
}
