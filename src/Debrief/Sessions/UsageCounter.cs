using System.Text;
using Debrief.Sessions.Folding;
using Debrief.Transcripts;

namespace Debrief.Sessions;

/// <summary>The tokens of one API message.</summary>
sealed record MessageUsage
{
    public required string Id { get; init; }
    public DateTimeOffset? At { get; init; }
    public required string Model { get; init; }
    public long Input { get; init; }
    public long Output { get; init; }
    public long CacheCreation5m { get; init; }
    public long CacheCreation1h { get; init; }
    public long CacheRead { get; init; }
    public int WebSearches { get; init; }

    /// <summary>False: the output is a snapshot taken while streaming, often far too small.</summary>
    public bool OutputIsFinal { get; init; }

    /// <summary>Of two lines of the same message the one to believe: the final one, else the one that saw more of the answer. The time is the earlier one.</summary>
    public MessageUsage Merge(MessageUsage other)
    {
        var better = Compare(other, this) > 0 ? other : this;
        var at = At is { } mine && other.At is { } theirs ? (mine < theirs ? mine : theirs) : At ?? other.At;
        return better.At == at ? better : better with { At = at };
    }

    // By all of it, so that the order in which lines are met never matters.
    static int Compare(MessageUsage a, MessageUsage b) =>
        a.OutputIsFinal != b.OutputIsFinal ? a.OutputIsFinal.CompareTo(b.OutputIsFinal)
        : a.Output != b.Output ? a.Output.CompareTo(b.Output)
        : a.Input != b.Input ? a.Input.CompareTo(b.Input)
        : a.CacheRead != b.CacheRead ? a.CacheRead.CompareTo(b.CacheRead)
        : a.CacheCreation5m != b.CacheCreation5m ? a.CacheCreation5m.CompareTo(b.CacheCreation5m)
        : a.CacheCreation1h != b.CacheCreation1h ? a.CacheCreation1h.CompareTo(b.CacheCreation1h)
        : a.WebSearches != b.WebSearches ? a.WebSearches.CompareTo(b.WebSearches)
        : string.CompareOrdinal(a.Model, b.Model);
}

/// <summary>Collects usage by message: each of a message's lines repeats the whole message's usage, so lines are merged, never added.</summary>
sealed class UsageCounter
{
    readonly Dictionary<string, MessageUsage> _messages = [], _echoes = [];
    readonly byte[] _lastId = new byte[128];
    int _lastLength;
    string _last = "";

    public IReadOnlyCollection<MessageUsage> Messages => _messages.Values;

    /// <summary>Messages of sub-agents that this transcript only repeats, as progress.</summary>
    public IReadOnlyCollection<MessageUsage> Echoes => _echoes.Values;

    public void Add(Entry entry)
    {
        var message = entry.Message;
        if (!message.HasUsage || message.Model is null or "<synthetic>")
            return;

        var id = Id(entry);
        var usage = Usage(id, entry);
        var messages = entry.Type == "progress" ? _echoes : _messages;
        messages[id] = messages.TryGetValue(id, out var known) ? known.Merge(usage) : usage;
    }

    static MessageUsage Usage(string id, Entry entry)
    {
        var message = entry.Message;
        // Where the split by lifetime doesn't add up, the total is right.
        var lasting = Math.Min(message.CacheCreation1h, message.CacheCreation);
        return new MessageUsage
        {
            Id = id,
            At = entry.At,
            Model = message.Model!,
            Input = message.Input,
            Output = message.Output,
            CacheCreation5m = message.CacheCreation - lasting,
            CacheCreation1h = lasting,
            CacheRead = message.CacheRead,
            WebSearches = message.WebSearches,
            OutputIsFinal = message.StopReason is not null,
        };
    }

    /// <summary>The message's id; where it lacks one, or has a bare UUID that needn't be unique, the entry's.</summary>
    string Id(Entry entry)
    {
        var slice = entry.Message.Id;
        var id = entry.Bytes(slice.IsEmpty || IsUuid(entry.Bytes(slice)) ? entry.Uuid : slice);
        if (id.IsEmpty)
            return FoldedId.Foreign(BoundedId.Of($"{entry.SessionId}:{entry.At:O}"));
        if (id.SequenceEqual(_lastId.AsSpan(0, _lastLength)))
            return _last;

        _last = FoldedId.Foreign(BoundedId.Of(Encoding.UTF8.GetString(id)));
        _lastLength = id.Length <= _lastId.Length ? id.Length : 0;
        id[.._lastLength].CopyTo(_lastId);
        return _last;
    }

    static bool IsUuid(ReadOnlySpan<byte> id) => id.Length == 36 && id[8] == '-' && id[13] == '-';
}
