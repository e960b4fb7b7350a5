using System.Runtime.InteropServices;

namespace Debrief.Insights;

/// <summary>
/// Puts together what happened again: the same kind, with the same tool or in nearly the same words; in one session, where no tool is known, the kind will do.
/// Each sighting joins the first group that has one like it. That group is looked up: comparing each with each takes minutes for the sessions of a month.
/// </summary>
sealed class Sightings
{
    readonly List<List<Sighting>> _groups = [];
    readonly Dictionary<(string Kind, string? Who, string Tool), int> _byTool = [];
    readonly Dictionary<(string Kind, string? Who, string Heard, string SessionId), int> _bySession = [];
    readonly Dictionary<(string Kind, string? Who), AlikeWordings> _byWords = [];
    readonly Dictionary<uint, int> _uses;

    Sightings(IReadOnlyList<Sighting> all)
    {
        _uses = all.Where(sighting => sighting.Tool is null).SelectMany(sighting => sighting.Words).CountBy(word => word).ToDictionary();
        foreach (var sighting in all)
            Add(sighting);
    }

    /// <param name="all">In the order of their sessions' end.</param>
    public static IReadOnlyList<IReadOnlyList<Sighting>> Grouped(IReadOnlyList<Sighting> all) => new Sightings(all)._groups;

    void Add(Sighting sighting)
    {
        if (sighting.Tool is { } tool)
        {
            _groups[GroupOf(_byTool, (sighting.Kind, sighting.Who, tool))].Add(sighting);
            return;
        }

        if (!_byWords.TryGetValue((sighting.Kind, sighting.Who), out var wordings))
            _byWords.Add((sighting.Kind, sighting.Who), wordings = new(_uses));
        var session = (sighting.Kind, sighting.Who, sighting.Heard, sighting.SessionId);
        var group = Math.Min(_bySession.GetValueOrDefault(session, int.MaxValue), wordings.FirstGroupNear(sighting.Words) ?? int.MaxValue);
        if (group == int.MaxValue)
            group = NewGroup();
        // A session's sightings may be in several groups; what comes later joins the first.
        _bySession[session] = Math.Min(group, _bySession.GetValueOrDefault(session, int.MaxValue));
        wordings.Add(sighting.Words, group);
        _groups[group].Add(sighting);
    }

    int GroupOf<TKey>(Dictionary<TKey, int> groups, TKey key) where TKey : notnull
    {
        if (!groups.TryGetValue(key, out var group))
            groups.Add(key, group = NewGroup());
        return group;
    }

    int NewGroup()
    {
        _groups.Add([]);
        return _groups.Count - 1;
    }
}

/// <summary>Finds wordings that are near to others (<see cref="Wording.IsNear"/>) without comparing with all of them.</summary>
/// <param name="uses">How often each word comes in all of them.</param>
sealed class AlikeWordings(IReadOnlyDictionary<uint, int> uses)
{
    // By their groups, so that nobody looks further once the first is known.
    readonly Dictionary<uint, SortedDictionary<int, List<uint[]>>> _byWord = [];
    readonly Dictionary<ulong, int> _known = [];

    public int? FirstGroupNear(uint[] words)
    {
        int? first = null;
        foreach (var word in RarestWords(words))
        {
            foreach (var (group, wordings) in _byWord.GetValueOrDefault(word) ?? [])
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
        if (_known.TryGetValue(key, out var known) && known <= group)
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

    /// <summary>Wordings of which two thirds are the same share one of the rarest words of each, one more than a third of them.</summary>
    ReadOnlySpan<uint> RarestWords(uint[] words)
    {
        var rarest = words.AsSpan().ToArray();
        Array.Sort(Array.ConvertAll(words, word => (uses[word], word)), rarest);
        return rarest.AsSpan(0, Math.Min(words.Length, words.Length - (2 * words.Length + 2) / 3 + 1));
    }
}
