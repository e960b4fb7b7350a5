using System.Text.RegularExpressions;

namespace Debrief.Privacy;

/// <summary>What stands behind the name of a secret: one, or the code that gets it, its type, a word to be replaced.</summary>
readonly partial record struct NamedValue(int Start, int Length, string Value, bool IsQuoted)
{
    public bool IsSecretOf(SecretName name, string text)
    {
        if (Length < 4 || Value.AsSpan().ContainsAny(' ', '\t') || Look.Placeholder(Value) || Look.Reference(Value) || IsCall(text) || NamesASecret() || (name.Sign == ">" && Value[0] is '@' or ':'))
            return false;

        return name.IsPassword ? IsPassword(name, text) : IsKey(name);
    }

    bool IsPassword(SecretName name, string text)
    {
        if (Length > 128 || (Value[0] is '*' or '&' or '@' or '!' && !Look.Strong(Value.AsSpan(1))))
            return false;
        if (name.IsEnvironment || (name.IsOption && name.Sign == "=") || IsInConnectionString(name, text))
            return true;
        if (!Look.Strong(Value))
            return false;
        if (IsQuoted)
            return true;
        if (Length < 6 || Member().IsMatch(Value))
            return false;
        return !name.HasSpacedEquals || Look.Random(Value, 8) || Look.HasSign(Value);
    }

    bool IsKey(SecretName name)
    {
        if (name.IsProse)
            return Look.Random(Value, 16);
        if (name.IsEnvironment)
            return Look.Random(Value, 12) || (name.IsWeakAllowed ? Length >= 8 : Length >= 8 && Look.Strong(Value) && Look.Varied(Value));
        return !Member().IsMatch(Value) && Look.Random(Value, IsQuoted ? 12 : 16);
    }

    bool IsInConnectionString(SecretName name, string text)
    {
        if (name.Sign != "=" || IsQuoted)
            return false;

        var from = Math.Max(0, Start - 200);
        var line = text.AsSpan(from, Start - from);
        return line.IndexOfAny(s_connection) >= 0;
    }

    static readonly System.Buffers.SearchValues<string> s_connection = System.Buffers.SearchValues.Create(
        ["Server=", "Data Source=", "User Id=", "Uid=", "Username=", "User=", "Host=", "Initial Catalog=", "Database="], StringComparison.OrdinalIgnoreCase);

    bool IsCall(string text) => !IsQuoted && Start + Length < text.Length && text[Start + Length] is '(' or '[' or '{';

    /// <summary>password=my_password, token: accessToken: a variable of the same name, or a label.</summary>
    bool NamesASecret() => Naming().IsMatch(Value);

    [GeneratedRegex(@"^(?:[a-z_-]*(?:password|passwd|passphrase|passwort|pwd|secret|token|api[_-]?key|credential)[a-z_-]*|[a-z_.]*(?:password|passwd|pwd|secret|token|api[_-]?key)_?\d?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Naming();

    [GeneratedRegex(@"^[A-Za-z_]\w*(?:[?!]?\.[A-Za-z_]\w*)+[?!]?$")]
    private static partial Regex Member();
}
