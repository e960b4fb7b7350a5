using System.Buffers;

namespace Debrief.Privacy;

/// <summary>Private keys in the armour of PEM, OpenSSH and PGP, with real line breaks or escaped ones, whole or cut off.</summary>
static class PrivateKeys
{
    const int LongestName = 60, LeastLetters = 32;

    static readonly SearchValues<char> s_keyLine = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=\\ \t\r\n\"'");

    /// <param name="at">Where <c>-----BEGIN</c> stands.</param>
    /// <param name="end">Where to look on: nothing before it can be another one.</param>
    public static Secret? At(string text, int at, out int end)
    {
        end = at;
        if (NameEnd(text, at) is not { } body)
            return null;

        end = body;
        var rest = text.AsSpan(body);
        var dashes = rest.IndexOf("-----");
        if (dashes >= 0 && rest[dashes..].StartsWith("-----END"))
        {
            var close = NameEnd(text, body + dashes) ?? body + dashes;
            end = close;
            return LongestRun(rest[..dashes]) >= LeastLetters ? new(at, close - at, KindOf(text.AsSpan(at, body - at))) : null;
        }

        // Cut off before its end: what is there of it.
        var key = rest[..(dashes < 0 ? rest.Length : dashes)];
        var length = key.IndexOfAnyExcept(s_keyLine) is >= 0 and var other ? other : key.Length;
        end = body + length;
        return LongestRun(key[..length]) >= LeastLetters ? new(at, end - at, KindOf(text.AsSpan(at, body - at))) : null;
    }

    /// <summary>Behind the dashes that close a line such as -----BEGIN RSA PRIVATE KEY-----; null where it is no private key's.</summary>
    static int? NameEnd(string text, int at)
    {
        var line = text.AsSpan(at, Math.Min(LongestName, text.Length - at));
        var name = line.IndexOf("PRIVATE KEY");
        if (name < 0 || line[5..name].Contains('-'))
            return null;

        var dashes = line[name..].IndexOf("-----");
        return dashes < 0 ? null : at + name + dashes + 5;
    }

    static int LongestRun(ReadOnlySpan<char> body)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in body)
        {
            run = char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    static string KindOf(ReadOnlySpan<char> begin) =>
        begin.Contains("OPENSSH", StringComparison.Ordinal) ? "OpenSSH private key" : begin.Contains("PGP", StringComparison.Ordinal) ? "PGP private key" : "private key";
}
