using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>Gives sessions their facets, one after the other. A session that fails doesn't stop the others, and stays pending.</summary>
sealed class Extraction(
    FacetStore facets,
    FacetExtractor extractor,
    Func<Session, CancellationToken, Task<IReadOnlyList<Passage>>> read,
    TimeProvider clock)
{
    public async Task<ExtractionResult> RunAsync(IReadOnlyList<Session> sessions, IProgress<ExtractionProgress>? progress, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var failed = new List<FailedExtraction>();
        for (var i = 0; i < sessions.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new(i, sessions.Count, sessions[i]));
            if (await TryExtractAsync(sessions[i], failed, cancel) is { } facet)
                await facets.SaveAsync(facet, cancel);
        }

        return new()
        {
            Extracted = sessions.Count - failed.Count,
            Failed = failed,
            Pending = await facets.CountPendingAsync(clock.GetUtcNow(), since: null, cancel),
            Seconds = Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3),
        };
    }

    async Task<SessionFacet?> TryExtractAsync(Session session, List<FailedExtraction> failed, CancellationToken cancel)
    {
        try
        {
            var passages = await read(session, cancel);
            if (passages.Count == 0)
                throw new WorkError("Its transcript says nothing, or is gone.");

            var (facet, _) = await extractor.ExtractAsync(session, passages, cancel);
            var now = clock.GetUtcNow();
            return facet with { CreatedAt = now, UpdatedAt = now };
        }
        catch (Exception ex) when (ex is not (UserError or OperationCanceledException))
        {
            // Transcripts are foreign text, and reading one can fail in every way. The session has no facets, is named with the reason and is tried again next time.
            failed.Add(new(session.Id, ex.Message));
            return null;
        }
    }
}

/// <param name="Done">Sessions before this one.</param>
sealed record ExtractionProgress(int Done, int Of, Session Session);

sealed record FailedExtraction(string SessionId, string Reason);

sealed record ExtractionResult
{
    public required int Extracted { get; init; }
    public required IReadOnlyList<FailedExtraction> Failed { get; init; }

    /// <summary>Sessions that still wait for facets, the failed ones among them.</summary>
    public required int Pending { get; init; }
    public required double Seconds { get; init; }
}
