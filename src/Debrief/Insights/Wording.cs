namespace Debrief.Insights;

/// <summary>Whether two quotes say the same.</summary>
static class Wording
{
    /// <summary>Two thirds of all their words are in both.</summary>
    public static bool IsNear(IReadOnlySet<string> words, IReadOnlySet<string> others)
    {
        if (3 * Math.Min(words.Count, others.Count) < 2 * Math.Max(words.Count, others.Count))
            return false;
        var shared = words.Count(others.Contains);
        return shared > 0 && 3 * shared >= 2 * (words.Count + others.Count - shared);
    }

    /// <summary>Numbers don't count: the same error has another line each time.</summary>
    public static HashSet<string> Of(string text) =>
        string.Concat(text.Select(sign => char.IsLetter(sign) || sign == '\'' ? char.ToLowerInvariant(sign) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
}
