using Debrief.Transcripts;

namespace Debrief.Facets.Asking;

/// <summary>Looks up what a model cites. Whitespace may differ, and the line be a neighbour's, where the words stand in one place only.</summary>
/// <param name="passages">As the model was shown them.</param>
sealed class Citations(IReadOnlyList<Passage> passages)
{
    const int LongEnoughToBeUnique = 12;

    static readonly Speaker[] _anyone = Enum.GetValues<Speaker>();
    static readonly Speaker[] _people = [Speaker.Human, Speaker.Assistant];

    readonly ILookup<int, Passage> _lines = passages.ToLookup(passage => passage.Line);

    public int Cited { get; private set; }
    public int Fallen { get; private set; }

    /// <summary>By reason.</summary>
    public SortedDictionary<string, int> Dropped { get; } = new(StringComparer.Ordinal);

    /// <returns>The evidence in the transcript's own words; null where there is none.</returns>
    public Evidence? Find(Cited cited, string facet, string value, string? who = null)
    {
        Cited++;
        var speakers = SpeakersOf(facet);
        var quote = cited.Quote.Trim().Trim('"', '“', '”', '…').Trim();
        if (quote.Length == 0)
            return Drop(EvidenceCheck.NoQuote);
        if (In(_lines[cited.Line].Where(passage => speakers.Contains(passage.Speaker)), quote) is [var there, ..])
            return Of(there, facet, value, who);

        var elsewhere = quote.Length >= LongEnoughToBeUnique ? In(passages.Where(passage => speakers.Contains(passage.Speaker)), quote) : [];
        if (elsewhere is [var only])
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

    Evidence? Drop(string reason)
    {
        Fallen++;
        Count(reason);
        return null;
    }

    string WhyNot(int line, string quote) =>
        !_lines.Contains(line) ? EvidenceCheck.NoSuchLine
        : In(_lines[line], quote).Count > 0 ? EvidenceCheck.WrongSpeaker
        : EvidenceCheck.QuoteNotInLine;

    static Speaker[] SpeakersOf(string facet) => facet switch
    {
        "satisfaction" or "corrections" => [Speaker.Human],
        "people" or "relationship" => _people,
        _ => _anyone,
    };

    static Evidence Of((Passage Passage, int From, int To) found, string facet, string value, string? who) =>
        found.Passage.AsEvidence(facet, value, found.From, Math.Min(found.To - found.From, Quote.MaxLength), who);

    static List<(Passage Passage, int From, int To)> In(IEnumerable<Passage> among, string quote)
    {
        var words = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. among.Select(passage => (passage, Words(passage.Text, words))).Where(found => found.Item2 is not null).Take(2)
            .Select(found => (found.passage, found.Item2!.Value.From, found.Item2.Value.To))];
    }

    /// <summary>The words one after the other with nothing but whitespace between.</summary>
    static (int From, int To)? Words(string text, string[] words)
    {
        for (var from = text.IndexOf(words[0], StringComparison.Ordinal); from >= 0; from = text.IndexOf(words[0], from + 1, StringComparison.Ordinal))
        {
            if (EndOf(text, from, words) is { } to)
                return (from, to);
        }

        return null;
    }

    static int? EndOf(string text, int from, string[] words)
    {
        var at = from + words[0].Length;
        foreach (var word in words.AsSpan(1))
        {
            var start = at;
            while (start < text.Length && char.IsWhiteSpace(text[start]))
                start++;
            if (start == at || !text.AsSpan(start).StartsWith(word, StringComparison.Ordinal))
                return null;
            at = start + word.Length;
        }

        return at;
    }
}
