using Debrief.Facets.Asking;
using Debrief.LanguageModels;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>Lets a model answer the judged facets, and believes it only what the transcript bears out.</summary>
sealed class ModelExtractor(ModelQuestions questions, FacetPrompt prompt, UserProfile profile, Func<string?, IReadOnlyList<Skill>> skillsOf) : FacetExtractor
{
    const int MostProblems = 20;

    /// <summary>What is left of a wrong answer when it is sent back.</summary>
    const int LongestEcho = 6000;

    public override string Name => questions.Name;
    public override string Model => questions.Model;
    public override string PromptVersion => prompt.Version;

    public override async Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        var shown = Shown.Of(passages, questions.Mask);
        var observed = ObservedFacets.Of(session, shown, profile) with { Extractor = Name, ExtractionModel = Model, PromptVersion = PromptVersion };
        var skills = skillsOf(session.Project);
        var (answer, spent) = await AskAsync(Ask(session, shown, observed, skills), cancel);
        var (facet, dropped) = new AnswerCheck(session, shown, profile, skills, questions.Mask).Apply(answer, observed);
        return new(facet with
        {
            ExtractionModel = spent.Model,
            ExtractionInputTokens = spent.InputTokens,
            ExtractionOutputTokens = spent.OutputTokens,
            ExtractionCostUsd = spent.CostUsd ?? 0,
        }, dropped) { Spent = spent };
    }

    /// <summary>What would be asked.</summary>
    public ModelPrompt PromptFor(Session session, IReadOnlyList<Passage> passages)
    {
        var shown = Shown.Of(passages, questions.Mask);
        return Ask(session, shown, ObservedFacets.Of(session, shown, profile), skillsOf(session.Project));
    }

    ModelPrompt Ask(Session session, IReadOnlyList<Passage> shown, SessionFacet observed, IReadOnlyList<Skill> skills) =>
        prompt.For(session, shown, profile, skills, observed, FacetPrompt.NewNonce());

    /// <summary>Once more where the answer isn't what was asked for, with what is wrong with it.</summary>
    async Task<(FacetAnswer Answer, ModelUsage Spent)> AskAsync(ModelPrompt asked, CancellationToken cancel)
    {
        var first = await questions.AskAsync(asked, cancel);
        var reading = Read(first);
        if (reading.Answer is { } answer)
            return (answer, first.Usage);

        var second = await AskAgainAsync(asked, first, reading, cancel);
        var spent = first.Usage + second.Usage;
        reading = Read(second);
        return reading.Answer is { } repaired
            ? (repaired, spent)
            : throw new UnusableAnswer(reading.Reason!, $"The model's answer can't be used: {string.Join("; ", reading.Problems.Take(3))}.", spent, new Dictionary<string, int> { [reading.Reason!] = 2 });
    }

    async Task<ModelAnswer> AskAgainAsync(ModelPrompt asked, ModelAnswer first, AnswerReading reading, CancellationToken cancel)
    {
        try
        {
            return await questions.AskAsync(asked with
            {
                User = $"""
                    {asked.User}

                    You have answered this before, and the answer can't be used: {string.Join("; ", reading.Problems.Take(MostProblems))}.
                    It began like this:
                    {Quote.Shorten(Shown.Clean(first.Text), LongestEcho)}

                    Answer again: one whole JSON object of the schema, and nothing else.
                    """,
            }, cancel);
        }
        catch (ModelFailure failure)
        {
            throw new ModelFailure(failure.Kind, failure.Message, failure.RetryAfter, failure) { Spent = failure.Spent is { } spent ? first.Usage + spent : first.Usage };
        }
    }

    static AnswerReading Read(ModelAnswer answer) =>
        string.IsNullOrWhiteSpace(answer.Text) ? new(null, "empty", ["the answer is empty"])
        : AnswerReading.Of(answer.Text) is { Answer: null } reading && answer.IsCutOff ? reading with { Reason = "cut_off", Problems = ["the answer was cut off; answer more briefly"] }
        : AnswerReading.Of(answer.Text);
}

/// <summary>Whom an extractor asks, and what of a text may go there.</summary>
/// <param name="Name">model or bridge.</param>
/// <param name="Mask">Takes the secrets out of a text.</param>
sealed record ModelQuestions(string Name, string Model, Func<ModelPrompt, CancellationToken, Task<ModelAnswer>> AskAsync, Func<string, string> Mask);
