using System.Buffers;
using System.Text.RegularExpressions;

namespace Debrief.Privacy;

/// <summary>Finds the secrets that show only by where they stand: behind a name, in a URL, in a header, on a command line.</summary>
static partial class Places
{
    delegate void Reading(string text, int at, List<Secret> found);

    /// <param name="Word">What the place has, in small letters.</param>
    /// <param name="Form">Matched from that word on; its group is the secret.</param>
    sealed record Place(string Word, string Kind, Regex Form, Func<string, Group, bool> IsSecret);

    static readonly SearchValues<char> s_numbers = SearchValues.Create("0123456789:");

    static readonly Place[] s_places =
    [
        new("://", "password in a URL", InUrl(), (text, value) => IsPassword(text, value)),
        new("%3a%2f%2f", "password in a URL", InEncodedUrl(), IsPassword),
        new("bearer", "bearer token", Bearer(), (_, value) => Look.Random(value.ValueSpan, 12)),
        new("basic", "basic authentication", Basic(), (_, value) => IsPair(value.ValueSpan)),
        new("\"auth\"", "basic authentication", DockerAuth(), (_, value) => IsPair(value.ValueSpan)),
        new("_auth", "basic authentication", DockerAuth(), (_, value) => IsPair(value.ValueSpan)),
        new("authorization", "authorization header", Authorization(), (_, value) => Look.Random(value.ValueSpan, 16)),
        new("otpauth", "two-factor seed", OneTimePassword(), (_, _) => true),
        new("sig=", "Azure SAS signature", Signature(), (_, value) => Look.Random(value.ValueSpan, 40)),
        new("-signature=", "signature of a URL", UrlSignature(), (_, value) => Look.Random(value.ValueSpan, 40)),
        new("-u", "password of curl", User(), IsOfRequest),
        new("--user", "password of curl", User(), IsOfRequest),
        new("mysql", "password on a command line", Mysql(), (_, value) => IsTyped(value.ValueSpan)),
        new("sshpass", "password on a command line", Mysql(), (_, value) => IsTyped(value.ValueSpan)),
        new("redis-cli", "password on a command line", Redis(), (_, value) => IsTyped(value.ValueSpan)),
        new("identified by", "password", IdentifiedBy(), (_, value) => IsTyped(value.ValueSpan)),
    ];

    static readonly (string Word, Reading Read)[] s_all =
    [
        .. s_places.Select(place => (place.Word, new Reading((text, at, found) => Read(place, text, at, found)))),
        .. NamedSecret.Words.Select(word => (word, new Reading(NamedSecret.Read))),
        ("cookie", Cookies.Read),
    ];

    static readonly SearchValues<string> s_words = SearchValues.Create([.. s_all.Select(place => place.Word).Distinct()], StringComparison.OrdinalIgnoreCase);

    static readonly ILookup<char, (string Word, Reading Read)> s_byFirst = s_all.ToLookup(place => place.Word[0]);

    public static List<Secret> Find(string text)
    {
        var found = new List<Secret>();
        var at = 0;
        while (text.AsSpan(at).IndexOfAny(s_words) is >= 0 and var next)
        {
            at += next;
            var before = found.Count;
            foreach (var (word, read) in s_byFirst[char.ToLowerInvariant(text[at])])
            {
                if (text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase))
                    read(text, at, found);
                if (found.Count > before)
                    break;
            }

            at = found.Count > before ? found[^1].End : at + 1;
        }

        return found;
    }

    static void Read(Place place, string text, int at, List<Secret> found)
    {
        if (place.Form.Match(text, at) is { Success: true } match && match.Groups["value"] is var value && !Look.Placeholder(value.ValueSpan) && place.IsSecret(text, value))
            found.Add(new(value.Index, value.Length, place.Kind));
    }

    static bool IsPassword(string text, Group value) => value.Length > 1 && value.ValueSpan is not ("password" or "passwd" or "pass" or "pwd" or "PASSWORD" or "PASS") && !Look.Reference(value.ValueSpan);

    static bool IsTyped(ReadOnlySpan<char> value) => !Look.Reference(value) && value is not ("password" or "pass" or "PASSWORD") && value.ContainsAnyExcept(s_numbers);

    /// <summary>A name and a number is whom a container runs as.</summary>
    static bool IsOfRequest(string text, Group value)
    {
        var from = Math.Max(0, value.Index - 300);
        var line = text.AsSpan(from, value.Index - from);
        line = line[(line.LastIndexOf('\n') + 1)..];
        return IsTyped(value.ValueSpan) && (line.Contains("curl", StringComparison.OrdinalIgnoreCase) || line.Contains("http", StringComparison.OrdinalIgnoreCase) || line.Contains("wget", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Base64 of user:password.</summary>
    static bool IsPair(ReadOnlySpan<char> value)
    {
        Span<byte> pair = stackalloc byte[384];
        if (!Convert.TryFromBase64Chars(value, pair, out var length))
            return false;

        pair = pair[..length];
        return pair.IndexOf((byte)':') >= 0 && pair.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
    }

    [GeneratedRegex("""\G://[^\s:/@?#"'`<>\\]{0,100}:(?<value>[^\s/@"'`<>\\]{2,200})@[\w\[$<{-]""", RegexOptions.ExplicitCapture)]
    private static partial Regex InUrl();

    [GeneratedRegex("""\G%3a%2f%2f[^\s:/@%?#"'<>\\]{0,100}%3a(?<value>[^\s/@"'<>\\&]{2,200}?)%40\w""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex InEncodedUrl();

    [GeneratedRegex("""\Gbearer(?:\s|%20|\+|["']?\s{0,3}:\s{0,3}["']?){1,3}(?<value>[\w.~+/=%-]{12,4096})""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"\Gbasic(?:\s|%20){1,3}(?<value>[A-Za-z0-9+/]{6,500}={0,2})(?![A-Za-z0-9+/=])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Basic();

    [GeneratedRegex("""\G(?:"auth"|_auth"?)\s{0,3}[:=]\s{0,3}"?(?<value>[A-Za-z0-9+/]{6,500}={0,2})(?![A-Za-z0-9+/=])""", RegexOptions.ExplicitCapture)]
    private static partial Regex DockerAuth();

    [GeneratedRegex("""\Gauthorization["'\\]{0,3}\]?\s{0,3}[:=]\s{0,3}["'\\]{0,3}(?:(?!bearer|basic)[a-z]{2,12}\s)?(?:key=)?(?<value>[\w.~+/=%-]{16,4096})""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Authorization();

    [GeneratedRegex("""\Gotpauth(?:://|%3a%2f%2f)[^\s"'<>]{0,300}?secret(?:=|%3d)(?<value>[a-z2-7]{8,128})""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OneTimePassword();

    [GeneratedRegex(@"\Gsig=(?<value>[A-Za-z0-9%+/=]{40,120})", RegexOptions.ExplicitCapture)]
    private static partial Regex Signature();

    [GeneratedRegex(@"\G-signature=(?<value>[A-Fa-f0-9]{64})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex UrlSignature();

    [GeneratedRegex("""\G-(?:u|-user)[\s=]{0,2}["'\\]{0,2}[^\s:"'\\]{1,64}:(?<value>[^\s"'\\]{3,128})""", RegexOptions.ExplicitCapture)]
    private static partial Regex User();

    [GeneratedRegex("""\G(?:mysql\w{0,12}[^\n|;]{0,120}?\s-p|sshpass\s{1,3}-p\s{0,3})["'\\]{0,2}(?<value>[^\s"'\\-][^\s"'\\]{2,127})""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Mysql();

    [GeneratedRegex("""\Gredis-cli\b[^\n|;]{0,120}?\s-a\s{1,3}["'\\]{0,2}(?<value>[^\s"'\\-][^\s"'\\]{2,127})""", RegexOptions.ExplicitCapture)]
    private static partial Regex Redis();

    [GeneratedRegex("""\Gidentified by\s{1,3}\\?["'](?<value>[^\s"'\\]{3,128})\\?["']""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex IdentifiedBy();
}
