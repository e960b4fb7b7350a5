using System.Text.Json;
using Debrief.Facets;
using Debrief.LanguageModels;

namespace Debrief.Evaluation;

/// <summary>An extractor's answers to labelled sessions, held against the labels.</summary>
sealed record EvaluationRun(string Name, IReadOnlyList<Evaluated> Sessions)
{
    public IReadOnlyList<Agreement> Agreements { get; } = Agreement.Of(Sessions);

    public IEnumerable<Evaluated> Failed => Sessions.Where(session => session.Failure is not null);

    /// <param name="progress">Is told how many sessions are done.</param>
    /// <exception cref="UserError">No session can be answered until somebody does something.</exception>
    public static async Task<EvaluationRun> RunAsync(string name, FacetExtractor extractor, IReadOnlyList<LabelledSession> sessions, IProgress<int>? progress, CancellationToken cancel)
    {
        var evaluated = new List<Evaluated>();
        foreach (var session in sessions)
        {
            evaluated.Add(await AnswerAsync(extractor, session, cancel));
            progress?.Report(evaluated.Count);
        }

        return new(name, evaluated);
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
