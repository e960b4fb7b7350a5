using Debrief.Transcripts;

namespace Debrief.Facets.Asking;

/// <summary>Looks up what a model cites. Blanks may differ, words be left out at an ellipsis, and the line be another's where the words stand in one place only.</summary>
/// <param name="passages">All of the session, as it may be shown.</param>
/// <param name="digest">Those that the model was shown: words under a wrong line are looked for among them.</param>
sealed class Citations(IReadOnlyList<Passage> passages, IReadOnlyList<Passage> digest)
{
    const int LongEnoughToBeUnique = 12;

    /// <summary>A model that errs more often than that reads nothing.</summary>
    const int MostSearches = 50;

    readonly ILookup<int, Passage> _lines = passages.ToLookup(passage => passage.Line);
    int _searches;

    public int Cited { get; private set; }
    public int Fallen { get; private set; }

    /// <summary>By reason.</summary>
    public SortedDictionary<string, int> Dropped { get; } = new(StringComparer.Ordinal);

    /// <returns>The evidence in the transcript's own words; null where there is none.</returns>
    public Evidence? Find(Cited cited, string facet, string value, string? who = null)
    {
        Cited++;
        var quote = new CitedWords(cited.Quote);
        if (quote.IsEmpty)
            return Drop(EvidenceCheck.NoQuote);
        if (In(_lines[cited.Line].Where(passage => MaySpeak(passage, facet)), quote).FirstOrDefault() is { } there)
            return Of(there, facet, value, who);
        if (quote.Length >= LongEnoughToBeUnique && _searches++ < MostSearches && In(digest.Where(passage => MaySpeak(passage, facet)), quote).Take(2).ToList() is [var only])
        {
            Count("line_corrected");
            return Of(only, facet, value, who);
        }

        return Drop(WhyNot(cited.Line, quote));
    }

    public void Count(string reason, int times = 1)
    {
        if (times > 0)
            Dropped[reason] = Dropped.GetValueOrDefault(reason) + times;
    }

    /// <summary>Something cited that stands there, and yet doesn't say what is claimed.</summary>
    public Evidence? Drop(string reason)
    {
        Fallen++;
        Count(reason);
        return null;
    }

    string WhyNot(int line, CitedWords quote) =>
        !_lines.Contains(line) ? EvidenceCheck.NoSuchLine
        : In(_lines[line], quote).Any() ? EvidenceCheck.WrongSpeaker
        : EvidenceCheck.QuoteNotInLine;

    /// <summary>A command such as /clear is a person's act, but no words of theirs.</summary>
    static bool MaySpeak(Passage passage, string facet) => facet switch
    {
        "satisfaction" or "corrections" => IsHuman(passage),
        "people" or "relationship" => IsHuman(passage) || passage.Speaker == Speaker.Assistant,
        _ => true,
    };

    static bool IsHuman(Passage passage) => passage.Speaker == Speaker.Human && passage.Reason?.IsHuman() != false;

    static Evidence Of(Found found, string facet, string value, string? who) =>
        found.Passage.AsEvidence(facet, value, found.Words.At, Math.Min(found.Words.Length, Quote.MaxLength), who);

    static IEnumerable<Found> In(IEnumerable<Passage> among, CitedWords quote) =>
        among.Select(passage => quote.FindIn(passage.Text) is { } words ? new Found(passage, words) : null).OfType<Found>();

    sealed record Found(Passage Passage, Rules.Hit Words);
}
