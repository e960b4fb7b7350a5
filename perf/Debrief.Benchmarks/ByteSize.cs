namespace Debrief.Benchmarks;

static class ByteSize
{
    /// <summary>"1GB", "200MB", "64kB" or a plain number of bytes; decimal units.</summary>
    public static long Parse(string text)
    {
        foreach (var (unit, factor) in new[] { ("GB", 1_000_000_000L), ("MB", 1_000_000L), ("KB", 1_000L) })
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
                return long.Parse(text[..^unit.Length].Trim()) * factor;
        }
        return long.Parse(text);
    }
}
