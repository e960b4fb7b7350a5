using Debrief.Facets.Asking;
using Debrief.LanguageModels;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>Lets a model answer the judged facets, and believes it only what the transcript bears out.</summary>
/// <param name="skillsOf">Those that exist for a project; for none, those that are there in all of them.</param>
sealed class ModelExtractor(ModelQuestions questions, FacetPrompt prompt, UserProfile profile, Func<string?, IReadOnlyList<Skill>> skillsOf) : FacetExtractor
{
    public override string Name => questions.Name;
    public override string Model => questions.Model;
    public override string PromptVersion => prompt.Version;

    public override async Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        var question = QuestionAbout(session, passages);
        return await ReadAsync(session, question, await questions.AskAsync(question.Prompt, cancel), cancel);
    }

    /// <summary>Facets from an answer to the question, which is asked once more where the answer isn't what was asked for.</summary>
    /// <exception cref="ModelFailure">The model gave no second answer.</exception>
    /// <exception cref="UnusableAnswer">That isn't what was asked for either.</exception>
    public async Task<ExtractedFacet> ReadAsync(Session session, FacetQuestion question, ModelAnswer first, CancellationToken cancel)
    {
        var (answer, spent) = await MendAsync(question.Prompt, first, cancel);
        var (facet, dropped) = new AnswerCheck(session, question, profile, questions.Mask).Apply(answer);
        return new(facet with
        {
            Extractor = Name,
            ExtractionModel = spent.Model,
            PromptVersion = PromptVersion,
            ExtractionInputTokens = spent.InputTokens,
            ExtractionOutputTokens = spent.OutputTokens,
            ExtractionCostUsd = spent.CostUsd ?? 0,
        }, dropped) { Spent = spent };
    }

    /// <summary>What would be asked, without asking.</summary>
    public FacetQuestion QuestionAbout(Session session, IReadOnlyList<Passage> passages) =>
        FacetQuestion.About(session, passages, prompt, profile, skillsOf, questions.Mask);

    public ModelPrompt PromptFor(Session session, IReadOnlyList<Passage> passages) => QuestionAbout(session, passages).Prompt;

    /// <summary>Asks again with what is wrong, where something is.</summary>
    async Task<(FacetAnswer Answer, ModelUsage Spent)> MendAsync(ModelPrompt asked, ModelAnswer first, CancellationToken cancel)
    {
        var reading = AnswerReading.Of(first);
        if (reading.Answer is { } answer)
            return (answer, first.Usage);

        var second = await AskAgainAsync(Repair.Of(asked, first.Text, reading.Problems, FacetPrompt.NewNonce()), first.Usage, cancel);
        var spent = first.Usage + second.Usage;
        var again = AnswerReading.Of(second);
        return again.Answer is { } repaired ? (repaired, spent) : throw Unusable(reading, again, spent);
    }

    async Task<ModelAnswer> AskAgainAsync(ModelPrompt asked, ModelUsage before, CancellationToken cancel)
    {
        try
        {
            return await questions.AskAsync(asked, cancel);
        }
        catch (ModelFailure failure)
        {
            throw new ModelFailure(failure.Kind, failure.Message, failure.RetryAfter, failure) { Spent = failure.Spent is { } spent ? before + spent : before };
        }
    }

    static UnusableAnswer Unusable(AnswerReading first, AnswerReading again, ModelUsage spent)
    {
        var dropped = new[] { first.Reason!, again.Reason! }.CountBy(reason => reason).ToDictionary();
        return new(again.Reason!, $"The model's answer can't be used: {Quote.Shorten(string.Join("; ", again.Problems.Take(3)), 500)}.", spent, dropped);
    }
}

/// <summary>Whom an extractor asks, and what of a text may go there.</summary>
/// <param name="Name">model or bridge.</param>
/// <param name="Mask">Takes the secrets out of a text.</param>
sealed record ModelQuestions(string Name, string Model, Func<ModelPrompt, CancellationToken, Task<ModelAnswer>> AskAsync, Func<string, string> Mask);
