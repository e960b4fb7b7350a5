using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>Holds evidence against the transcript: the quote must stand in that line, and be said by whom it claims.</summary>
static class EvidenceCheck
{
    public const string NoSuchLine = "no_such_line";
    public const string NoQuote = "no_quote";
    public const string QuoteTooLong = "quote_too_long";
    public const string QuoteNotInLine = "quote_not_in_line";
    public const string WrongSpeaker = "wrong_speaker";

    /// <summary>Who alone can be quoted for a facet; anyone for the others.</summary>
    static readonly Dictionary<string, string[]> SpeakersOf = new()
    {
        ["satisfaction"] = ["human"],
        ["corrections"] = ["human"],
        ["people"] = ["human", "assistant"],
        ["relationship"] = ["human", "assistant"],
    };

    public static CheckedEvidence Verify(IEnumerable<Evidence> evidence, IReadOnlyList<Passage> passages)
    {
        var all = evidence.ToList();
        var lines = all.Select(item => item.Line).ToHashSet();
        var said = passages.Where(passage => lines.Contains(passage.Line)).ToLookup(passage => passage.Line);
        var kept = new List<Evidence>();
        var dropped = new SortedDictionary<string, int>(StringComparer.Ordinal);

        foreach (var item in all)
        {
            if (WhyNot(item, said[item.Line], out var source) is { } reason)
                dropped[reason] = dropped.GetValueOrDefault(reason) + 1;
            else
                kept.Add(item with { At = source!.At });
        }

        return new(kept, dropped);
    }

    static string? WhyNot(Evidence item, IEnumerable<Passage> line, out Passage? source)
    {
        source = null;
        if (!line.Any())
            return NoSuchLine;
        if (string.IsNullOrWhiteSpace(item.Quote))
            return NoQuote;
        if (item.Quote.Length > Quote.MaxLength)
            return QuoteTooLong;

        var saying = line.Where(passage => passage.Text.Contains(item.Quote, StringComparison.Ordinal)).ToList();
        if (saying.Count == 0)
            return QuoteNotInLine;
        if (SpeakersOf.TryGetValue(item.Facet, out var allowed) && !allowed.Contains(item.Speaker))
            return WrongSpeaker;

        source = saying.Find(passage => passage.Speaker.Name() == item.Speaker);
        return source is null ? WrongSpeaker : null;
    }
}

/// <param name="Dropped">How many fell, by reason.</param>
sealed record CheckedEvidence(IReadOnlyList<Evidence> Kept, IReadOnlyDictionary<string, int> Dropped);
