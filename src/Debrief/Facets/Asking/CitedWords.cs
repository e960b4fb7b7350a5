using System.Text.RegularExpressions;
using Debrief.Facets.Rules;

namespace Debrief.Facets.Asking;

/// <summary>A quote as a model writes it. Every letter and sign must stand in the text and in that order; blanks and line breaks don't matter.</summary>
sealed partial class CitedWords
{
    const int Longest = 2000;

    readonly string _whole;
    readonly string[] _parts;

    public CitedWords(string quote)
    {
        var words = Beginning.Of(quote, Longest).Trim().Trim('"', '“', '”', '…').Trim();
        _whole = Letters(words);
        _parts = [.. Ellipsis().Split(words).Select(Letters).Where(part => part.Length > 0)];
    }

    public bool IsEmpty => _whole.Length == 0;

    /// <summary>Without blanks, of the longest part that has none left out.</summary>
    public int Length => _parts.Length == 0 ? _whole.Length : _parts.Max(part => part.Length);

    /// <returns>Where the words stand; where some are left out, the longest part of them.</returns>
    public Hit? FindIn(string text)
    {
        if (text.AsSpan().IndexOfAny(_whole[0], _parts.Length > 0 ? _parts[0][0] : _whole[0]) < 0)
            return null;

        var letters = Letters(text);
        if (letters.IndexOf(_whole, StringComparison.Ordinal) is >= 0 and var at)
            return Place(text, at, _whole.Length);
        return _parts.Length > 1 && InOrder(letters) is { } part ? Place(text, part.At, part.Length) : null;
    }

    Hit? InOrder(string letters)
    {
        Hit? longest = null;
        var from = 0;
        foreach (var part in _parts)
        {
            var at = letters.IndexOf(part, from, StringComparison.Ordinal);
            if (at < 0)
                return null;
            if (longest is null || part.Length > longest.Value.Length)
                longest = new(at, part.Length);
            from = at + part.Length;
        }

        return longest;
    }

    /// <summary>From a place among the letters to that in the text.</summary>
    static Hit Place(string text, int at, int length)
    {
        var from = 0;
        for (var letters = 0; letters < at || char.IsWhiteSpace(text[from]); from++)
            letters += char.IsWhiteSpace(text[from]) ? 0 : 1;

        var to = from;
        for (var letters = 0; letters < length; to++)
            letters += char.IsWhiteSpace(text[to]) ? 0 : 1;
        return new(from, to - from);
    }

    static string Letters(string text) => text.AsSpan().IndexOfAny(" \n\t\r") < 0 && !text.Any(char.IsWhiteSpace) ? text : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"\[…\]|…|\[\.\.\.\]|\.\.\.", RegexOptions.CultureInvariant)]
    private static partial Regex Ellipsis();
}
