namespace Debrief.Sessions;

/// <summary>Counts lines inside a JSON string, as it is written there.</summary>
static class JsonLines
{
    /// <summary>Line breaks are written \n; a backslash before an n that is text is itself written with two.</summary>
    public static int Breaks(ReadOnlySpan<byte> inside)
    {
        var breaks = 0;
        while (inside.IndexOf((byte)'\\') is var at and >= 0 && at + 1 < inside.Length)
        {
            breaks += inside[at + 1] == 'n' ? 1 : 0;
            inside = inside[(at + 2)..];
        }

        return breaks;
    }

    /// <summary>A break at the end begins no line.</summary>
    public static int Count(ReadOnlySpan<byte> inside)
    {
        var breaks = Breaks(inside);
        return inside.IsEmpty ? 0 : EndsWithBreak(inside) ? breaks : breaks + 1;
    }

    static bool EndsWithBreak(ReadOnlySpan<byte> inside)
    {
        if (!inside.EndsWith("\\n"u8))
            return false;

        var before = inside[..^1].TrimEnd((byte)'\\').Length;
        return (inside.Length - 1 - before) % 2 == 1;
    }
}
