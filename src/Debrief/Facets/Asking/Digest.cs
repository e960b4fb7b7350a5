using System.Text;
using Debrief.Transcripts;

namespace Debrief.Facets.Asking;

/// <summary>
/// A session as a model gets to read it, within a budget: every human message (of a sub-agent its task), the beginning, the end, what failed, and of all else as much as fits,
/// spread evenly. What is left out is said.
/// </summary>
/// <param name="Passages">Those that are in it, whole.</param>
sealed record Digest(string Text, IReadOnlyList<Passage> Passages, int LeftOut)
{
    public const int UsualTokens = 12_000;
    public const int CharactersPerToken = 4;

    const int AtTheEnds = 10;
    const int LongestHuman = 2000;
    const int ShortestHuman = 60;

    /// <summary>Longer than any line that says what is left out.</summary>
    const int Gap = 64;

    public int Entries => Passages.Count;

    /// <param name="passages">Fit to be shown: see <see cref="Shown"/>.</param>
    /// <param name="maxTokens">Never exceeded.</param>
    public static Digest Of(IReadOnlyList<Passage> passages, int maxTokens = UsualTokens)
    {
        var budget = maxTokens * CharactersPerToken;
        var entries = new Chosen(passages, budget);
        if (passages.Count > 0)
            entries.TryAdd(passages.Count - 1, DigestEntry.Of(passages[^1], Math.Min(LongestOf(passages[^1], atAnEnd: true), (budget / 5) - DigestEntry.LongestHead)));
        foreach (var (place, text) in Asks(passages, budget))
            entries.TryAdd(place, text);

        var ends = Enumerable.Range(0, passages.Count).TakeLast(AtTheEnds).Reverse().Concat(Enumerable.Range(0, Math.Min(AtTheEnds, passages.Count)));
        foreach (var place in ends.Where(place => !entries.Has(place)))
            entries.TryAdd(place, DigestEntry.Of(passages[place], Math.Min(LongestOf(passages[place], atAnEnd: true), entries.Left - Gap - DigestEntry.LongestHead)));

        var others = Enumerable.Range(0, passages.Count).Where(place => !entries.Has(place)).ToList();
        entries.AddWhileRoom([.. others.Where(place => passages[place].Failure is not null)], entries.Left * 2 / 3);
        entries.AddWhileRoom([.. others.Where(place => passages[place].Speaker == Speaker.Assistant)], entries.Left / 5);
        entries.AddWhileRoom(others, 0);
        return entries.ToDigest();
    }

    /// <summary>All of them, the longer ones cut in their middle; where even that is too much, those of the beginning and the end.</summary>
    static IEnumerable<(int Place, string Text)> Asks(IReadOnlyList<Passage> passages, int budget)
    {
        var places = Enumerable.Range(0, passages.Count).Where(place => IsAsk(passages[place])).ToList();
        for (var longest = LongestHuman; longest > ShortestHuman; longest /= 2)
        {
            var texts = places.Select(place => (place, DigestEntry.Of(passages[place], longest))).ToList();
            if (texts.Sum(text => text.Item2.Length + 1 + Gap) <= budget * 6 / 10)
                return texts;
        }

        return FromBothEnds([.. places.Select(place => (place, DigestEntry.Of(passages[place], ShortestHuman)))], budget * 3 / 4);
    }

    static IEnumerable<(int Place, string Text)> FromBothEnds(List<(int Place, string Text)> texts, int room)
    {
        for (int first = 0, last = texts.Count - 1, turn = 0; first <= last; turn++)
        {
            var text = turn % 2 == 0 ? texts[last--] : texts[first++];
            if ((room -= text.Text.Length + 1 + Gap) < 0)
                yield break;
            yield return text;
        }
    }

    /// <summary>A person's words, or a sub-agent's task.</summary>
    static bool IsAsk(Passage passage) => passage.Speaker == Speaker.Human || passage.IsTask;

    static int LongestOf(Passage passage, bool atAnEnd) => passage switch
    {
        _ when IsAsk(passage) => atAnEnd ? LongestHuman : ShortestHuman,
        { Speaker: Speaker.Assistant } => atAnEnd ? 1200 : 500,
        { Failure: not null } => 300,
        _ => atAnEnd ? 300 : 160,
    };

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

    /// <summary>The entries taken so far, and the room that is left.</summary>
    sealed class Chosen(IReadOnlyList<Passage> passages, int budget)
    {
        readonly SortedDictionary<int, string> _texts = [];

        public int Left { get; private set; } = budget - Gap;

        public bool Has(int place) => _texts.ContainsKey(place);

        public bool TryAdd(int place, string text)
        {
            // Only an entry that stands alone parts one gap into two.
            var cost = text.Length + 1 + (Has(place - 1) || Has(place + 1) ? 0 : Gap);
            if (text.Length == 0 || cost > Left || !_texts.TryAdd(place, text))
                return false;
            Left -= cost;
            return true;
        }

        public void AddWhileRoom(List<int> places, int keep)
        {
            foreach (var place in Spread(places).TakeWhile(_ => Left > keep).Where(place => !Has(place)))
            {
                if (DigestEntry.Of(passages[place], LongestOf(passages[place], atAnEnd: false)) is { } text && text.Length + 1 + Gap <= Left - keep)
                    TryAdd(place, text);
            }
        }

        public Digest ToDigest()
        {
            var text = new StringBuilder();
            var next = 0;
            foreach (var (place, entry) in _texts)
            {
                AddGap(text, next, place);
                text.Append(entry).Append('\n');
                next = place + 1;
            }

            AddGap(text, next, passages.Count);
            return new(text.ToString().TrimEnd('\n'), [.. _texts.Keys.Select(place => passages[place])], passages.Count - _texts.Count);
        }

        void AddGap(StringBuilder text, int from, int to)
        {
            if (from >= to)
                return;

            var humans = Enumerable.Range(from, to - from).Count(place => passages[place].Speaker == Speaker.Human);
            text.Append($"… {to - from} {(to - from == 1 ? "entry" : "entries")} left out{(humans > 0 ? $", {humans} of them human" : "")} …\n");
        }
    }
}
