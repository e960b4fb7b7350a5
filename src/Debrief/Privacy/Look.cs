using System.Buffers;

namespace Debrief.Privacy;

/// <summary>Whether a value looks made by chance, written by hand, or put there to be replaced.</summary>
static class Look
{
    static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");
    static readonly SearchValues<char> s_signs = SearchValues.Create("!@#%^&*?+~$=");
    static readonly SearchValues<char> s_separators = SearchValues.Create("-_. /:+");

    /// <summary>Words that stand where a value would.</summary>
    static readonly HashSet<string> s_standIns = new(StringComparer.OrdinalIgnoreCase)
    {
        "your", "yours", "example", "examples", "placeholder", "changeme", "change", "replace", "replaceme", "insert", "redacted", "masked", "hidden", "omitted", "removed", "dummy",
        "fake", "sample", "todo", "tbd", "here", "goes", "undefined", "null", "none", "nil", "void", "empty", "blank",
    };

    /// <summary>Words that stand beside such a name and are no value: types, formats, labels.</summary>
    static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        "string", "str", "text", "bytes", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "varchar2", "bool", "boolean", "number", "optional", "required", "true", "false",
        "sha1", "sha256", "sha384", "sha512", "md5", "base64", "base32", "utf8", "utf-8", "argon2", "argon2id", "argon2i", "pbkdf2", "bcrypt", "scrypt", "oauth2", "oauth1", "ed25519", "x25519", "rs256", "hs256", "es256",
        "http2", "ipv4", "ipv6", "i18n", "l10n", "k8s", "s3", "ec2", "web3", "test", "basic", "bearer", "digest", "hmac-sha256", "aes256", "aes-256", "aes-256-gcm", "totp", "2fa", "mfa", "password1", "any", "unknown",
    };

    /// <summary>Neither all of one letter nor words: such as chance makes.</summary>
    public static bool Varied(ReadOnlySpan<char> value) => Distinct(value) >= Math.Min(7, value.Length / 3) && !HasRun(value) && !IsWordy(value) && !HasStandIn(value);

    /// <summary>Long enough, and letters and digits take turns too often for words.</summary>
    public static bool Random(ReadOnlySpan<char> value, int least)
    {
        if (value.Length < least || Distinct(value) < 7 || HasRun(value) || HasStandIn(value))
            return false;

        var (turns, letters, digits) = (0, 0, 0);
        for (var i = 0; i < value.Length; i++)
        {
            var kind = KindOf(value[i]);
            (letters, digits) = (letters + (kind is 1 or 2 ? 1 : 0), digits + (kind == 3 ? 1 : 0));
            if (i > 0 && IsTurn(kind, KindOf(value[i - 1]), i > 1 ? KindOf(value[i - 2]) : 0))
                turns++;
        }

        return letters > 0 && (digits > 0 || value.Length >= 20) && turns >= 0.22 * value.Length && !IsPath(value);
    }

    /// <summary>A letter, and a digit or a sign that names don't have.</summary>
    public static bool Strong(ReadOnlySpan<char> value) => value.ContainsAnyInRange('0', '9') ? value.IndexOfAnyExcept(s_digits) >= 0 || value.Length >= 6 : HasSign(value);

    public static bool HasSign(ReadOnlySpan<char> value) => value.ContainsAny(s_signs);

    /// <summary>Left to be filled in: xxxx, your-key-here, changeme, &lt;token&gt;, ****.</summary>
    public static bool Placeholder(ReadOnlySpan<char> value) =>
        HasRun(value) || HasStandIn(value) || value.Contains("...", StringComparison.Ordinal) || value.Contains('…') || value.Contains('•') || s_words.Contains(value.ToString())
        || value[0] is '<' or '[' or '{' or '(' || Distinct(value) < Math.Min(3, value.Length);

    /// <summary>Points to where a value is: a variable, a call, a file, another vault.</summary>
    public static bool Reference(ReadOnlySpan<char> value) =>
        value[0] is '$' or '/' or '\\' or '~' or '|' || value is ['%', .., '%'] || value is ['@', '@', ..] || value.StartsWith("./", StringComparison.Ordinal)
        || value.IndexOfAny(s_references) >= 0;

    static readonly SearchValues<string> s_references = SearchValues.Create(
        ["${", "{{", "}}", "<%", "%(", "$(", "://", "process.env", "os.environ", "getenv", "secrets.", "env.", "config.", "settings.", "self.", "this.", "props.", "vault:", "arn:", "::", "->", ".js", ".ts", ".json", ".pem", ".py", "_key", "_token"],
        StringComparison.OrdinalIgnoreCase);

    static int Distinct(ReadOnlySpan<char> value)
    {
        var (low, high, others) = (0ul, 0ul, 0);
        foreach (var letter in value)
        {
            if (letter < 64)
                low |= 1ul << letter;
            else if (letter < 128)
                high |= 1ul << (letter - 64);
            else
                others = 1;
        }

        return System.Numerics.BitOperations.PopCount(low) + System.Numerics.BitOperations.PopCount(high) + others;
    }

    static bool HasRun(ReadOnlySpan<char> value)
    {
        var run = 1;
        for (var i = 1; i < value.Length; i++)
        {
            run = value[i] == value[i - 1] ? run + 1 : 1;
            if (run >= (value[i] is 'x' or 'X' or '*' or '.' or '-' or '_' ? 4 : 8))
                return true;
        }

        return false;
    }

    static bool HasStandIn(ReadOnlySpan<char> value)
    {
        foreach (var part in value.SplitAny(s_separators))
            if (value[part].Length is > 1 and < 13 && s_standIns.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value[part].Trim("<>{}[]()\"'")))
                return true;
        return false;
    }

    /// <summary>All its parts are words in one case, or short numbers.</summary>
    static bool IsWordy(ReadOnlySpan<char> value)
    {
        foreach (var part in value.SplitAny(s_separators))
            if (!IsWord(value[part]))
                return false;
        return true;
    }

    static bool IsWord(ReadOnlySpan<char> part) =>
        part.Length < 5 || (part.Length < 16 && (!part.ContainsAnyExceptInRange('a', 'z') || !part.ContainsAnyExceptInRange('A', 'Z') || (char.IsAsciiLetterUpper(part[0]) && !part[1..].ContainsAnyExceptInRange('a', 'z'))));

    static bool IsPath(ReadOnlySpan<char> value) => value.Count('/') > 2 + value.Length / 16;

    static int KindOf(char letter) => char.IsAsciiLetterLower(letter) ? 1 : char.IsAsciiLetterUpper(letter) ? 2 : char.IsAsciiDigit(letter) ? 3 : 0;

    // A capital at a word's beginning is no turn, nor is a separator.
    static bool IsTurn(int kind, int before, int earlier) => kind != before && kind != 0 && before != 0 && !(kind == 1 && before == 2 && earlier != 2);
}
