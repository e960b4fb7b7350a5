using System.Runtime.InteropServices;

namespace Debrief.Insights;

/// <summary>Finds wordings that are near to others (<see cref="Wording.IsNear"/>) without comparing with all of them.</summary>
/// <param name="uses">How often each word comes: of any texts, but the same for all that is added.</param>
/// <param name="earlier">What was added before, and isn't changed.</param>
sealed class AlikeWordings(IReadOnlyDictionary<uint, int> uses, AlikeWordings? earlier)
{
    public const int None = int.MaxValue;

    // By their groups, so that nobody looks further once the first is known.
    readonly Dictionary<uint, SortedDictionary<int, List<uint[]>>> _byWord = [];
    readonly Dictionary<ulong, int> _known = [];

    public int FirstGroupNear(uint[] words) => FirstGroupNear(words, RarestWords(words));

    int FirstGroupNear(uint[] words, ReadOnlySpan<uint> rarest)
    {
        var first = earlier?.FirstGroupNear(words, rarest) ?? None;
        foreach (var word in rarest)
        {
            if (!_byWord.TryGetValue(word, out var groups))
                continue;
            foreach (var (group, wordings) in groups)
            {
                if (group >= first)
                    break;
                if (wordings.Exists(others => Wording.IsNear(words, others)))
                    first = group;
            }
        }
        return first;
    }

    /// <summary>What is known of a group already, or of an earlier one, adds nothing.</summary>
    public void Add(uint[] words, int group)
    {
        var key = StableHash.Of(MemoryMarshal.AsBytes<uint>(words));
        if (FirstGroupOf(key) <= group)
            return;

        _known[key] = group;
        foreach (var word in RarestWords(words))
        {
            if (!_byWord.TryGetValue(word, out var groups))
                _byWord.Add(word, groups = []);
            if (!groups.TryGetValue(group, out var wordings))
                groups.Add(group, wordings = []);
            wordings.Add(words);
        }
    }

    int FirstGroupOf(ulong key) => _known.TryGetValue(key, out var group) ? group : earlier?.FirstGroupOf(key) ?? None;

    /// <summary>Wordings of which two thirds are the same share one of the rarest words of each, one more than a third of them.</summary>
    ReadOnlySpan<uint> RarestWords(uint[] words)
    {
        var rarest = words.AsSpan().ToArray();
        Array.Sort(Array.ConvertAll(words, word => (uses.GetValueOrDefault(word), word)), rarest);
        return rarest.AsSpan(0, Math.Min(words.Length, words.Length - (2 * words.Length + 2) / 3 + 1));
    }
}
