using System.Text.Json;
using Debrief.LanguageModels;
using Debrief.Profile;

namespace Debrief.Reports.Narratives;

/// <summary>Lets a model write the sentences of a report, and keeps those that say what the facts say.</summary>
sealed class NarrativeWriter(Func<ModelPrompt, CancellationToken, Task<ModelAnswer>> ask, string language)
{
    const int MostSentences = 6;
    const int LongestSentence = 600;

    static readonly JsonDocumentOptions s_lenient = new() { MaxDepth = 8, AllowTrailingCommas = true };

    /// <summary>What would be asked.</summary>
    public static ModelPrompt PromptFor(ReportText text, IReadOnlyList<Fact> facts, string language) => NarrativePrompt.For(text, facts, language, NarrativePrompt.NewNonce());

    /// <param name="leftOut">Sessions of excluded projects, which the figures are without.</param>
    /// <exception cref="ModelFailure">There was no answer.</exception>
    public async Task<WrittenNarrative> WriteAsync(ReportText text, UserProfile profile, int leftOut, CancellationToken cancel)
    {
        var facts = FactTable.Of(text);
        var asked = PromptFor(text, facts, language);
        var check = new SentenceCheck(facts, language, [profile.Name ?? "", profile.Assistant]);

        var answer = await ask(asked, cancel);
        var spent = answer.Usage;
        var mayRepair = true;
        if (Read(answer.Text) is not { } sections)
        {
            (answer, mayRepair) = (await AgainAsync(NarrativePrompt.Unread(asked), spent, cancel), false);
            spent += answer.Usage;
            sections = Read(answer.Text) ?? [];
        }

        var checkedOnce = Checked(sections, check);
        var written = checkedOnce.Kept.Count + checkedOnce.Rejected.Count;
        var dropped = checkedOnce.Rejected;
        var kept = checkedOnce.Kept;
        if (mayRepair && dropped.Count > 0)
        {
            answer = await AgainAsync(NarrativePrompt.Again(asked, dropped, NarrativePrompt.NewNonce()), spent, cancel);
            spent += answer.Usage;
            var stood = kept; // Said again they mend nothing.
            var repaired = Checked(Read(answer.Text) ?? [], check).Kept.Except(stood).Take(dropped.Count).ToList();
            kept = [.. kept, .. repaired];
            dropped = [.. dropped.Skip(repaired.Count)];
        }

        var told = Told.Names.ToDictionary(name => name, name => (IReadOnlyList<string>)[.. kept.Where(each => each.Section == name).Select(each => each.Sentence).Distinct().Take(MostSentences)]);
        return new(new(told, spent.Model, NarrativePrompt.Version, language, facts.Count, written, written - kept.Count, leftOut), spent, dropped);
    }

    async Task<ModelAnswer> AgainAsync(ModelPrompt asked, ModelUsage before, CancellationToken cancel)
    {
        try
        {
            return await ask(asked, cancel);
        }
        catch (ModelFailure failure)
        {
            throw new ModelFailure(failure.Kind, failure.Message, failure.RetryAfter, failure) { Spent = failure.Spent is { } spent ? before + spent : before };
        }
    }

    static (List<Sentenced> Kept, List<Rejected> Rejected) Checked(IReadOnlyList<Sentenced> sentences, SentenceCheck check)
    {
        var (kept, rejected) = (new List<Sentenced>(), new List<Rejected>());
        foreach (var each in sentences)
        {
            if (check.Problem(each.Sentence) is { } problem)
                rejected.Add(new(each.Section, each.Sentence, problem));
            else
                kept.Add(each with { Sentence = SentenceCheck.Shown(each.Sentence) });
        }
        return (kept, rejected);
    }

    /// <returns>Null: it is no such object.</returns>
    static List<Sentenced>? Read(string text)
    {
        var (from, to) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (from < 0 || to < from)
            return null;
        try
        {
            using var json = JsonDocument.Parse(text.AsMemory(from, to + 1 - from), s_lenient);
            var found = Told.Names.SelectMany(name => json.RootElement.At(name) is { ValueKind: JsonValueKind.Array } sentences
                ? sentences.EnumerateArray().Take(2 * MostSentences).Where(each => each.ValueKind == JsonValueKind.String).Select(each => new Sentenced(name, Foreign.Plain(each.GetString()!, LongestSentence)))
                : []).Where(each => each.Sentence.Length > 0).ToList();
            return found.Count == 0 ? null : found;
        }
        catch (JsonException)
        {
            return null; // As good as no answer: it is asked for once more.
        }
    }

    sealed record Sentenced(string Section, string Sentence);
}

/// <summary>A sentence that says what the facts don't.</summary>
sealed record Rejected(string Section, string Sentence, string Problem);

/// <param name="Dropped">What was rejected, and not mended either.</param>
sealed record WrittenNarrative(Told Told, ModelUsage Spent, IReadOnlyList<Rejected> Dropped);
