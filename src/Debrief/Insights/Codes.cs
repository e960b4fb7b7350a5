namespace Debrief.Insights;

/// <summary>
/// Sets of texts as numbers, in their order and each once: so that one is compared with hundreds of others in no time. Of two different texts that look the same
/// there is one pair in four thousand million.
/// </summary>
static class Codes
{
    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = StableHash.Of(text);
        return (uint)(hash ^ (hash >> 32));
    }

    public static uint[] Of(IEnumerable<string> texts) => InOrder(texts.Select(text => Of(text)));

    public static uint[] InOrder(IEnumerable<uint> codes)
    {
        var inOrder = codes.Distinct().ToArray();
        Array.Sort(inOrder);
        return inOrder;
    }

    /// <summary>Sets without a sign in common have no code in common: seen at a glance, where counting them takes a while.</summary>
    public static ulong Signs(uint[] codes)
    {
        ulong signs = 0;
        foreach (var code in codes)
            signs |= 1UL << (int)(code % 64);
        return signs;
    }

    /// <summary>How many are in both.</summary>
    public static int Shared(ReadOnlySpan<uint> codes, ReadOnlySpan<uint> others)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < codes.Length && j < others.Length;)
        {
            var (code, other) = (codes[i], others[j]);
            shared += code == other ? 1 : 0;
            i += code <= other ? 1 : 0;
            j += other <= code ? 1 : 0;
        }
        return shared;
    }
}
