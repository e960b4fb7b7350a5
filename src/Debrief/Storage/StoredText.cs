using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Debrief.Storage;

/// <summary>Foreign text as every database takes it. All text that is written comes through here, so that none can make a write fail.</summary>
static class StoredText
{
    const char Nul = '\u2400'; // The picture of a NUL: PostgreSQL has no NUL in a text, and SQLite would end the text there.
    const string EscapedNul = "\\u0000";

    /// <summary>Without NULs, and without halves of surrogate pairs, which are no text.</summary>
    public static string Of(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first >= 0)
            text = Whole(text);
        return text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', Nul) : text;
    }

    /// <summary>The same in the strings of a JSON text; the serializer writes no half of a pair.</summary>
    public static string Json<T>(T value, JsonTypeInfo<T> type) => OfJson(JsonSerializer.Serialize(value, type));

    public static string OfJson(string json)
    {
        if (!json.Contains(EscapedNul, StringComparison.Ordinal))
            return json;

        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\')
                text.Append(json[i]);
            else if (json.AsSpan(i).StartsWith(EscapedNul, StringComparison.Ordinal))
                (_, i) = (text.Append(Nul), i + EscapedNul.Length - 1);
            else
                text.Append(json[i]).Append(json[++i]); // An escaped backslash begins no escape.
        }

        return text.ToString();
    }

    static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // Which gives U+FFFD for a half.
            whole.Append(rune);
        return whole.ToString();
    }
}
