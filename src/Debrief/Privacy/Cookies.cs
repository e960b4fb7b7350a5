using System.Buffers;

namespace Debrief.Privacy;

/// <summary>The values of cookies, in a header or given to a command: those that chance made.</summary>
static class Cookies
{
    const int LongestHeader = 4096, MostParts = 60, LeastLetters = 16;

    static readonly SearchValues<string> s_nextHeader = SearchValues.Create(["\r", "\n", "cookie:"], StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<char> s_sign = SearchValues.Create(" \t:=\"'\\"), s_ends = SearchValues.Create(";\"' \\,"), s_code = SearchValues.Create("(){}<>[]$&|");

    public static void Read(string text, int at, List<Secret> found)
    {
        var header = text.AsSpan(at, Math.Min(LongestHeader, text.Length - at));
        var end = header[1..].IndexOfAny(s_nextHeader) + 1;
        header = end == 0 ? header : header[..end];
        var start = "cookie".Length + header["cookie".Length..].IndexOfAnyExcept(s_sign);
        if (start <= "cookie".Length)
            return;

        var parts = 0;
        foreach (var part in header[start..].SplitAny(s_ends))
        {
            if (++parts > MostParts)
                return;

            var pair = header[start..][part];
            var name = pair.IndexOf('=');
            if (name <= 0 || pair[..name].ContainsAny(s_code))
                continue;

            var value = pair[(name + 1)..];
            if (Look.Random(value, LeastLetters) && !value.ContainsAny(s_code))
                found.Add(new(at + start + part.Start.Value + name + 1, value.Length, "cookie"));
        }
    }
}
