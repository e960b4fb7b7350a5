using System.Buffers;
using System.Text.RegularExpressions;

namespace Debrief.Privacy;

/// <summary>A value behind a name that says it is one: DB_PASSWORD=…, api_key: "…", "client_secret": "…", --token …, and whatever writes names and values otherwise.</summary>
static partial class NamedSecret
{
    const int LongestHead = 40, LongestValue = 1024;

    public static readonly IReadOnlyList<string> Words =
    [
        "password", "passwd", "passphrase", "passwort", "pwd", "_pass", "secret", "token", "api_key", "api-key", "apikey", "app_key", "appkey", "access_key", "access-key", "accesskey", "private_key", "private-key",
        "privatekey", "auth_key", "auth-key", "authkey", "encryption_key", "encryption-key", "encryptionkey", "signing_key", "signing-key", "signingkey", "master_key", "masterkey", "account_key", "accountkey", "credential",
        "x-key", "license_key",
    ];

    static readonly SearchValues<char> s_unquotedEnd = SearchValues.Create(" \t\r\n\"'`,;&<>()[]{}|\\");
    static readonly SearchValues<char> s_name = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.$");

    /// <summary>Names of which such a word is a part, and which hold no secret.</summary>
    [GeneratedRegex("""(?:next|prev|previous|page|continuation|pagination|sync|pad|eos|bos|unk|sep|cls|mask|special|design|num|max|min|total|input|output|first|last|current|stop|cancel|cancellation|reset|show|hide|toggle|public|nextpage|cache|count|per)[_.-]?$""", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();

    public static void Read(string text, int at, List<Secret> found)
    {
        if (Form().Match(text, at) is not { Success: true } match)
            return;

        var headStart = HeadStart(text, at);
        var name = new SecretName(text[headStart..at], match.Groups["name"].Value, match.Groups["sign"].Value, IsInTag(text, headStart));
        if (!name.IsAssigned || Harmless().IsMatch(name.Head) || (headStart > 0 && text[headStart - 1] == '[' && name.Head.Length == 0 && name.Word == "secret"))
            return;

        if (ValueAt(text, match.Index + match.Length) is { } value && value.IsSecretOf(name, text))
            found.Add(new(value.Start, value.Length, name.Kind));
    }

    static int HeadStart(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestHead && s_name.Contains(text[start - 1]) && !(start > 1 && text[start - 2] == '\\'))
            start--;
        return start;
    }

    static bool IsInTag(string text, int headStart) => headStart > 0 && text[headStart - 1] == '<';

    static NamedValue? ValueAt(string text, int at)
    {
        while (at < text.Length && text[at] == '\\')
            at++;
        if (at + 1 < text.Length && text[at] is 'b' or 'r' or 'u' or '@' && text[at + 1] is '"' or '\'')
            at++;
        if (at >= text.Length)
            return null;

        var rest = text.AsSpan(at, Math.Min(LongestValue, text.Length - at));
        if (rest[0] is not ('"' or '\'' or '`'))
            return rest.IndexOfAny(s_unquotedEnd) is var end && end == 0 ? null : new(at, end < 0 ? rest.Length : end, text.Substring(at, end < 0 ? rest.Length : end), false);

        var inner = rest[1..];
        var close = inner.IndexOfAny(rest[0], '\n');
        if (close < 0 || inner[close] == '\n')
            return null;

        var value = inner[..close].TrimEnd('\\');
        return value.IsEmpty ? null : new(at + 1, value.Length, value.ToString(), true);
    }

    [GeneratedRegex("""
        \G(?<name>(?:password|passwd|passphrase|passwort|pwd|_pass|secret|token|(?:api|app|access|private|auth|encryption|signing|master|account|license|x)[_-]?key|credential)s?
        (?:[_-]?(?:access|key|base|prod|production|dev|development|test|staging|live|value|string|text|raw|plain|new|old|primary|secondary|default|admin|user|root|env)){0,3}[_-]?\d{0,2})
        (?<sign>["'`\\]{0,4}\]?[ \t]{0,6}(?:=>|:=|[:=]|%3[ad])[ \t]{0,6}
        |["'\\]{1,3},[ \t]{0,4}(?=["'\\])
        |["'\\]{0,3},?\s{0,24}["'\\]{0,3}value["'\\]{0,3}[ \t]{0,4}[:=][ \t]{0,4}
        |[ ]{1,2}is[ ]{0,1}:?[ ]{1,2}
        |>
        |[ \t]{1,2}(?=\S))
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
