using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>The next value, if it is of the kind that is asked for; any other is stepped over.</summary>
static class JsonReading
{
    public static void SkipValue(this ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    public static Slice NextString(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.String();

        reader.Skip();
        return default;
    }

    /// <summary>The inside of the string the reader stands on.</summary>
    public static Slice String(this ref Utf8JsonReader reader) =>
        new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.ValueIsEscaped);

    public static bool NextBoolean(this ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        return reader.TokenType == JsonTokenType.True;
    }

    /// <summary>Zero where there is none; counts are never negative.</summary>
    public static long NextCount(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return Math.Max(0, number);

        reader.Skip();
        return 0;
    }

    public static DateTimeOffset? NextTime(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
            return time;

        reader.Skip();
        return null;
    }

    /// <summary>Steps over the value the reader stands on and gives its place.</summary>
    public static Slice Value(this ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new Slice(start, (int)reader.BytesConsumed - start, Escaped: false);
    }

    /// <summary>The first text block of the array the reader stands on; anything else is stepped over.</summary>
    public static Slice FirstText(this ref Utf8JsonReader reader)
    {
        var text = default(Slice);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return text;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (text.IsEmpty && reader.ValueTextEquals("text"u8))
                    text = reader.NextString();
                else
                    reader.SkipValue();
            }
        }

        return text;
    }
}
