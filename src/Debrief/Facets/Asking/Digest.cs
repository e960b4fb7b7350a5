using System.Text;
using Debrief.Transcripts;

namespace Debrief.Facets.Asking;

/// <summary>
/// A session as a model gets to read it, within a budget: every human message, the beginning, the end, what failed, and of all else as much as fits,
/// spread evenly. What is left out is said.
/// </summary>
sealed record Digest(string Text, int Entries, int LeftOut)
{
    public const int UsualTokens = 12_000;

    const int CharactersPerToken = 4;
    const int AtTheEnds = 10;
    const int LongestHuman = 2000;
    const int ShortestHuman = 60;

    /// <param name="passages">Fit to be shown: see <see cref="Shown"/>.</param>
    public static Digest Of(IReadOnlyList<Passage> passages, int maxTokens = UsualTokens)
    {
        var entries = new SortedDictionary<int, string>();
        var left = maxTokens * CharactersPerToken;
        foreach (var (place, text) in Humans(passages, left / 2))
            left -= Add(entries, place, text);
        foreach (var place in InOrderOfInterest(passages).Where(place => !entries.ContainsKey(place)))
        {
            var text = Entry(passages[place], Longest(passages[place], IsAtAnEnd(place, passages.Count)));
            if (text.Length <= left)
                left -= Add(entries, place, text);
        }

        return new(Join(entries, passages.Count), entries.Count, passages.Count - entries.Count);
    }

    static int Add(SortedDictionary<int, string> entries, int place, string text)
    {
        entries.Add(place, text);
        return text.Length + 1;
    }

    /// <summary>All of them, the longer ones cut in their middle; where even that is too much, those of the beginning and the end.</summary>
    static IEnumerable<(int Place, string Text)> Humans(IReadOnlyList<Passage> passages, int room)
    {
        var places = Enumerable.Range(0, passages.Count).Where(place => passages[place].Speaker == Speaker.Human).ToList();
        var longest = LongestHuman;
        while (longest > ShortestHuman && places.Sum(place => Math.Min(passages[place].Text.Length, longest) + 16) > room)
            longest /= 2;

        var most = room / (longest + 16);
        var kept = places.Count <= most || longest > ShortestHuman ? places : [.. places.Take(most / 2), .. places.TakeLast(most / 2)];
        return kept.Select(place => (place, Entry(passages[place], longest)));
    }

    static IEnumerable<int> InOrderOfInterest(IReadOnlyList<Passage> passages)
    {
        var all = Enumerable.Range(0, passages.Count).ToList();
        return all.TakeLast(AtTheEnds).Reverse()
            .Concat(all.Take(AtTheEnds))
            .Concat(Spread([.. all.Where(place => passages[place].Failure is not null)]))
            .Concat(Spread([.. all.Where(place => passages[place].Speaker == Speaker.Assistant)]))
            .Concat(Spread(all))
            .Distinct();
    }

    /// <summary>The middle, then the middles of the halves, and so on: wherever one stops, what was taken lies evenly.</summary>
    static IEnumerable<int> Spread(List<int> places)
    {
        var spans = new Queue<(int From, int To)>([(0, places.Count)]);
        while (spans.TryDequeue(out var span))
        {
            if (span.From >= span.To)
                continue;

            var middle = (span.From + span.To) / 2;
            yield return places[middle];
            spans.Enqueue((span.From, middle));
            spans.Enqueue((middle + 1, span.To));
        }
    }

    static bool IsAtAnEnd(int place, int count) => place < AtTheEnds || place >= count - AtTheEnds;

    static int Longest(Passage passage, bool atAnEnd) => passage switch
    {
        { Speaker: Speaker.Assistant } => atAnEnd ? 1200 : 500,
        { Failure: not null } => 300,
        _ => atAnEnd ? 300 : 160,
    };

    /// <summary>Its own lines are indented, so that none of them can look like another entry.</summary>
    static string Entry(Passage passage, int longest)
    {
        var text = Shorten(passage.Text.Trim(), longest).Replace("\n", "\n    ", StringComparison.Ordinal);
        return $"#{passage.Line} {Who(passage)}: {text}";
    }

    static string Who(Passage passage) => passage.Speaker switch
    {
        Speaker.ToolCall => $"call of {passage.Tool}",
        Speaker.ToolResult when passage.Failure is { } failure => $"failure of {passage.Tool ?? "a tool"} ({failure})",
        Speaker.ToolResult => $"result of {passage.Tool ?? "a tool"}",
        Speaker.System => "notice",
        var speaker => speaker.Name(),
    };

    static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
            return text;

        var head = longest * 2 / 3;
        var tail = longest - head;
        return $"{WholeTo(text, head)} […] {WholeFrom(text, text.Length - tail)}";
    }

    static string WholeTo(string text, int to) => text[..(char.IsHighSurrogate(text[to - 1]) ? to - 1 : to)];

    static string WholeFrom(string text, int from) => text[(char.IsLowSurrogate(text[from]) ? from + 1 : from)..];

    static string Join(SortedDictionary<int, string> entries, int count)
    {
        var text = new StringBuilder();
        var next = 0;
        foreach (var (place, entry) in entries)
        {
            Gap(text, place - next);
            text.Append(entry).Append('\n');
            next = place + 1;
        }

        Gap(text, count - next);
        return text.ToString().TrimEnd('\n');
    }

    static void Gap(StringBuilder text, int entries)
    {
        if (entries > 0)
            text.Append($"… {entries} left out …\n");
    }
}
