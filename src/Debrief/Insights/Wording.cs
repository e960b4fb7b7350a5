namespace Debrief.Insights;

/// <summary>Whether two quotes say the same.</summary>
static class Wording
{
    /// <summary>Two thirds of all their words are in both.</summary>
    public static bool IsNear(ReadOnlySpan<uint> words, ReadOnlySpan<uint> others)
    {
        if (3 * Math.Min(words.Length, others.Length) < 2 * Math.Max(words.Length, others.Length))
            return false;
        var shared = Codes.Shared(words, others);
        return shared > 0 && 3 * shared >= 2 * (words.Length + others.Length - shared);
    }

    /// <summary>The words of a quote, as <see cref="Codes"/>.</summary>
    public static uint[] Of(string text)
    {
        var letters = LettersOf(text).AsSpan();
        var codes = new List<uint>();
        foreach (var word in letters.Split(' '))
            if (letters[word] is { Length: > 0 } found)
                codes.Add(Codes.Of(found));
        return Codes.InOrder(codes);
    }

    /// <summary>Numbers don't count: the same error has another line each time.</summary>
    public static HashSet<string> WordsOf(string text) => LettersOf(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    static string LettersOf(string text) => string.Create(text.Length, text, (letters, signs) =>
    {
        for (var at = 0; at < signs.Length; at++)
            letters[at] = char.IsLetter(signs[at]) || signs[at] == '\'' ? char.ToLowerInvariant(signs[at]) : ' ';
    });
}
