namespace Debrief.Benchmarks;

/// <summary>
/// Gives a copied transcript ids of its own. Each id keeps its shape and each copy maps ids one to one, so that within a copy everything
/// refers to each other as before and nothing is shared between two copies.
/// </summary>
static class FreshIds
{
    public readonly record struct Id(int Start, int Length, bool Hex);

    /// <summary>Where the ids stand, anywhere in the text: UUIDs, msg_… req_… toolu_… wf_…, ids of agents, and what is left of an id whose middle was blacked out.</summary>
    public static List<Id> Find(ReadOnlySpan<byte> text)
    {
        var ids = new List<Id>();
        for (var at = 0; at < text.Length;)
        {
            if (IdAt(text, at) is { } id)
            {
                ids.Add(id);
                at = id.Start + id.Length;
            }
            else
            {
                at++;
            }
        }
        return ids;
    }

    public static byte[] Rewrite(ReadOnlySpan<byte> text, List<Id> ids, int copy)
    {
        var shifts = Shifts(copy);
        var fresh = text.ToArray();
        foreach (var id in ids)
        {
            for (var i = 0; i < id.Length; i++)
                fresh[id.Start + i] = Shift(fresh[id.Start + i], shifts[i % shifts.Length], id.Hex);
        }
        return fresh;
    }

    /// <summary>The id that the byte at this place announces: the first hyphen of a UUID, or the last byte before an id.</summary>
    static Id? IdAt(ReadOnlySpan<byte> text, int at) => text[at] switch
    {
        (byte)'_' => AfterPrefix(text, at + 1),
        (byte)'-' => Uuid(text, at - 8) ?? AgentInName(text, at + 1),
        (byte)'"' or (byte)' ' => AgentInField(text, at + 1) ?? BrokenUuid(text, at + 1),
        _ => null,
    };

    static Id? AfterPrefix(ReadOnlySpan<byte> text, int start)
    {
        var before = text[..(start - 1)];
        if (before.EndsWith("msg"u8) || before.EndsWith("req"u8) || before.EndsWith("toolu"u8))
            return Run(text, start, char.IsAsciiLetterOrDigit, least: 8, hex: false);
        return before.EndsWith("wf"u8) ? Run(text, start, IsHex, least: 8, hex: true) : null;
    }

    static Id? Uuid(ReadOnlySpan<byte> text, int start)
    {
        if (start < 0 || start + 36 > text.Length)
            return null;
        for (var i = 0; i < 36; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[start + i] != '-' : !IsHex((char)text[start + i]))
                return null;
        }
        return new(start, 36, Hex: true);
    }

    static Id? AgentInName(ReadOnlySpan<byte> text, int start) =>
        text[..start].EndsWith("agent-"u8) ? Run(text, start, IsHex, least: 7, hex: true) : null;

    static Id? AgentInField(ReadOnlySpan<byte> text, int start) =>
        text[..start].EndsWith("\"agentId\":\""u8) || text[..start].EndsWith("agentId: "u8) ? Run(text, start, IsHex, least: 7, hex: true) : null;

    static Id? BrokenUuid(ReadOnlySpan<byte> text, int start)
    {
        if (!text[..start].EndsWith("uuid\":\""u8) && !text[..start].EndsWith("Uuid\":\""u8) && !text[..start].EndsWith("messageId\":\""u8))
            return null;
        var length = text[start..].IndexOf((byte)'"');
        return length is < 16 or > 64 || Uuid(text, start) is not null ? null : new(start, length, Hex: true);
    }

    static Id? Run(ReadOnlySpan<byte> text, int start, Func<char, bool> belongs, int least, bool hex)
    {
        var end = start;
        while (end < text.Length && belongs((char)text[end]))
            end++;
        return end - start >= least ? new(start, end - start, hex) : null;
    }

    static bool IsHex(char c) => char.IsAsciiHexDigitLower(c);

    static byte Shift(byte value, int by, bool hex) => (char)value switch
    {
        var c when hex => IsHex(c) ? (byte)"0123456789abcdef"[(Convert.ToInt32(c.ToString(), 16) + by) % 16] : value,
        >= '0' and <= '9' => (byte)('0' + ((value - '0' + by) % 10)),
        >= 'a' and <= 'z' => (byte)('a' + ((value - 'a' + by) % 26)),
        >= 'A' and <= 'Z' => (byte)('A' + ((value - 'A' + by) % 26)),
        _ => value,
    };

    /// <summary>How far each position moves in this copy. The same number always gives the same shifts, on every machine.</summary>
    static byte[] Shifts(int copy)
    {
        var shifts = new byte[64];
        var state = (ulong)copy;
        for (var i = 0; i < shifts.Length; i++)
        {
            // SplitMix64: Random promises no stable sequence between versions of .NET.
            var mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            shifts[i] = (byte)(mixed ^ (mixed >> 31));
        }
        return shifts;
    }
}
