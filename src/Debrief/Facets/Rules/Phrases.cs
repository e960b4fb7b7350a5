using System.Buffers;

namespace Debrief.Facets.Rules;

/// <summary>Words to listen for: whole words, upper or lower case. One pass over the text, however hostile it is.</summary>
sealed class Phrases
{
    readonly string[] _longestFirst;
    readonly SearchValues<string> _any;

    public Phrases(params IEnumerable<string> phrases)
    {
        _longestFirst = [.. phrases.Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(phrase => phrase.Length)];
        _any = SearchValues.Create(_longestFirst, StringComparison.OrdinalIgnoreCase);
    }

    public bool AreIn(ReadOnlySpan<char> text) => FindIn(text) is not null;

    public Hit? FindIn(ReadOnlySpan<char> text, int from = 0)
    {
        while (from < text.Length)
        {
            var next = text[from..].IndexOfAny(_any);
            if (next < 0)
                return null;

            from += next;
            if (LengthAt(text, from) is > 0 and var length)
                return new(from, length);
            from++;
        }

        return null;
    }

    /// <summary>The first that begins the text, punctuation before it aside.</summary>
    public Hit? AtStartOf(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (LengthAt(text, i) is > 0 and var length)
                return new(i, length);
            if (char.IsLetterOrDigit(text[i]))
                return null;
        }

        return null;
    }

    /// <summary>The first that begins a sentence or follows a comma.</summary>
    public Hit? AtStartOfASentenceIn(ReadOnlySpan<char> text)
    {
        for (var hit = FindIn(text); hit is { } found; hit = FindIn(text, found.At + found.Length))
        {
            var before = text[..found.At].TrimEnd(" \t");
            if (before.IsEmpty || !(char.IsLetterOrDigit(before[^1]) || before[^1] is '\'' or '`' or '"' or '/' or '_' or '-'))
                return found;
        }

        return null;
    }

    int LengthAt(ReadOnlySpan<char> text, int at)
    {
        foreach (var phrase in _longestFirst)
        {
            if (text[at..].StartsWith(phrase, StringComparison.OrdinalIgnoreCase) && IsWhole(text, at, phrase.Length))
                return phrase.Length;
        }

        return 0;
    }

    static bool IsWhole(ReadOnlySpan<char> text, int at, int length) =>
        !(at > 0 && Joins(text[at - 1], text[at])) && !(at + length < text.Length && Joins(text[at + length - 1], text[at + length]));

    // Chinese and Japanese put no spaces between words.
    static bool Joins(char left, char right) => IsWord(left) && IsWord(right) && left < '\u2E80' && right < '\u2E80';

    static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}

readonly record struct Hit(int At, int Length);
