using System.Text.Json;
using Debrief.Facets;
using Debrief.LanguageModels;

namespace Debrief.Evaluation;

/// <summary>An extractor's answers to labelled sessions, held against the labels.</summary>
sealed record EvaluationRun(string Name, IReadOnlyList<Evaluated> Sessions)
{
    public IReadOnlyList<Agreement> Agreements { get; } = Agreement.Of(Sessions);

    /// <summary>What it took; null: no model was asked.</summary>
    public Asked? Asked { get; init; }

    public IEnumerable<Evaluated> Failed => Sessions.Where(session => session.Failure is not null);

    /// <param name="concurrency">So many sessions at a time.</param>
    /// <param name="keep">Is given each answer as soon as it is there: what was paid for isn't lost with those that come after it.</param>
    /// <param name="progress">Is told how many sessions are done.</param>
    /// <exception cref="UserError">No session can be answered until somebody does something.</exception>
    public static async Task<EvaluationRun> RunAsync(string name, FacetExtractor extractor, IReadOnlyList<LabelledSession> sessions, int concurrency, Func<SessionFacet, Task> keep, IProgress<int>? progress, CancellationToken cancel)
    {
        var evaluated = new Evaluated[sessions.Count];
        var done = 0;
        await Parallel.ForEachAsync(sessions.Index(), new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancel }, async (next, stop) =>
        {
            var answered = evaluated[next.Index] = await AnswerAsync(extractor, next.Item, stop);
            if (answered.Facets is { } facets)
                await keep(facets);
            progress?.Report(Interlocked.Increment(ref done));
        });
        return new(name, evaluated) { Asked = (extractor as PaidExtractor)?.Asked };
    }

    static async Task<Evaluated> AnswerAsync(FacetExtractor extractor, LabelledSession session, CancellationToken cancel)
    {
        try
        {
            return new(session, (await extractor.ExtractAsync(session.Session, session.Passages, cancel)).Facet, null);
        }
        catch (ModelFailure ex) when (ex.IsForAll)
        {
            throw new UserError(ex.Message, ex);
        }
        catch (Exception ex) when (ex is ModelFailure or UnusableAnswer or WorkError or JsonException or IOException or UnauthorizedAccessException)
        {
            // The session counts as not answered, and is named with the reason: leaving it out would flatter the extractor.
            return new(session, null, ex.Message);
        }
    }
}
