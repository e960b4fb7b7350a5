using Debrief.LanguageModels;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets.Batches;

/// <summary>Reads an answer that came in a batch as if the model had just given it: the same checks, and a second question where it must be mended.</summary>
/// <param name="isExcluded">Meanwhile no model may see the session.</param>
sealed class BatchedAnswer(ModelExtractor model, AwaitedAttempt attempt, BatchAnswer answer, bool isExcluded) : FacetExtractor
{
    public override string Name => model.Name;
    public override string Model => model.Model;
    public override string PromptVersion => attempt.PromptVersion;

    public override async Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        if (answer.Answer is not { } first)
            throw new UnansweredInBatch(answer.Reason!, answer.Failure!);
        if (isExcluded)
            throw new UnansweredInBatch("excluded", new(FailureKind.Refused, "No model may see its project any more.") { Spent = first.Usage });

        var question = model.QuestionAbout(session, [.. passages.Where(passage => passage.At is null || passage.At <= attempt.StartedAt)]);
        var extracted = await model.ReadAsync(session, question, first, cancel);
        return extracted with { Facet = extracted.Facet with { PromptVersion = PromptVersion } };
    }
}

/// <summary>A batch ended without an answer to this question. That stops nobody, and says nothing about the next.</summary>
/// <param name="reason">See <see cref="BatchAnswer"/>.</param>
sealed class UnansweredInBatch(string reason, ModelFailure failure) : Exception(failure.Message, failure)
{
    public string Reason => reason;
    public ModelFailure Failure => failure;
}
