namespace Debrief.Insights;

/// <summary>
/// Puts together what happened again: the same kind, with the same tool or in nearly the same words; in one session, where no tool is known, the kind will do.
/// Each sighting joins the first group that has one like it. That group is looked up: comparing each with each takes minutes for the sessions of a month.
/// </summary>
/// <param name="uses">How often each word comes.</param>
/// <param name="earlier">What is put together already. It isn't changed: others may go on with it too.</param>
sealed class Sightings(IReadOnlyDictionary<uint, int> uses, Sightings? earlier)
{
    readonly int _begun = earlier?.Count ?? 0;
    readonly List<List<Sighting>> _new = [];
    readonly Dictionary<int, List<Sighting>> _joined = [];
    readonly Dictionary<(string Kind, string? Who, string Tool), int> _byTool = [];
    readonly Dictionary<(string Kind, string? Who, string Heard, string SessionId), int> _bySession = [];
    readonly Dictionary<(string Kind, string? Who), AlikeWordings> _byWords = [];

    int Count => _begun + _new.Count;

    /// <summary>How many there are in all groups.</summary>
    public int All => Groups.Sum(group => group.Count);

    /// <summary>Each in the order of its sessions' end.</summary>
    public IEnumerable<IReadOnlyList<Sighting>> Groups => Enumerable.Range(0, Count).Select(GroupAt);

    /// <param name="all">In the order of their sessions' end.</param>
    public static Sightings Of(IReadOnlyList<Sighting> all) =>
        new Sightings(all.Where(sighting => sighting.Tool is null).SelectMany(sighting => sighting.Words).CountBy(word => word).ToDictionary(), null).Add(all);

    /// <summary>As if all had been put together at once.</summary>
    /// <param name="later">What ended later, in that order.</param>
    public Sightings With(IReadOnlyList<Sighting> later) => new Sightings(uses, this).Add(later);

    IReadOnlyList<Sighting> GroupAt(int group) =>
        group >= _begun ? _new[group - _begun]
        : _joined.TryGetValue(group, out var joined) ? [.. earlier!.GroupAt(group), .. joined]
        : earlier!.GroupAt(group);

    Sightings Add(IReadOnlyList<Sighting> all)
    {
        foreach (var sighting in all)
            JoinedBy(sighting.Tool is { } tool ? GroupOf(sighting, tool) : GroupOf(sighting)).Add(sighting);
        return this;
    }

    int GroupOf(Sighting sighting, string tool)
    {
        var known = (sighting.Kind, sighting.Who, tool);
        return _byTool[known] = OfTool(known) ?? NewGroup();
    }

    int GroupOf(Sighting sighting)
    {
        var (session, wordings) = ((sighting.Kind, sighting.Who, sighting.Heard, sighting.SessionId), Wordings((sighting.Kind, sighting.Who)));
        var group = Math.Min(OfSession(session), wordings.FirstGroupNear(sighting.Words));
        if (group == AlikeWordings.None)
            group = NewGroup();
        // A session's sightings may be in several groups; what comes later joins the first.
        _bySession[session] = group;
        wordings.Add(sighting.Words, group);
        return group;
    }

    int? OfTool((string, string?, string) tool) => _byTool.TryGetValue(tool, out var group) ? group : earlier?.OfTool(tool);

    int OfSession((string, string?, string, string) session) =>
        _bySession.TryGetValue(session, out var group) ? group : earlier?.OfSession(session) ?? AlikeWordings.None;

    AlikeWordings Wordings((string, string?) kind)
    {
        if (!_byWords.TryGetValue(kind, out var wordings))
            _byWords.Add(kind, wordings = new(uses, earlier?.KnownWordings(kind)));
        return wordings;
    }

    AlikeWordings? KnownWordings((string, string?) kind) => _byWords.GetValueOrDefault(kind) ?? earlier?.KnownWordings(kind);

    List<Sighting> JoinedBy(int group)
    {
        if (group >= _begun)
            return _new[group - _begun];
        if (!_joined.TryGetValue(group, out var joined))
            _joined.Add(group, joined = []);
        return joined;
    }

    int NewGroup()
    {
        _new.Add([]);
        return Count - 1;
    }
}
