using System.Buffers;

namespace Debrief.Privacy;

/// <summary>Where a word can begin and end in text that may be escaped, URL-encoded or coloured.</summary>
static class Boundary
{
    public static bool Before(string text, int at, SearchValues<char> letters)
    {
        if (at == 0)
            return true;

        var before = text[at - 1];
        if (!char.IsAsciiLetterOrDigit(before) && !letters.Contains(before))
            return true;

        return IsEscape(text, at) || (before == '-' && (at == 1 || text[at - 2] == '\n'));
    }

    public static bool After(string text, int end) => end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_');

    /// <summary>What ends here isn't a letter though it looks like one: \n, \u003d, %3D, or a colour's m.</summary>
    static bool IsEscape(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - 12), Math.Min(12, at));
        return before is [.., '\\', 'n' or 'r' or 't']
            || before is [.., '%', var a, var b] && char.IsAsciiHexDigit(a) && char.IsAsciiHexDigit(b)
            || before is [.., '\\', 'u', _, _, _, var last] && char.IsAsciiHexDigit(last)
            || before is [.., 'm'] && before.Contains('\u001b');
    }
}
