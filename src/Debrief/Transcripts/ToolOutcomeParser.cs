using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>Reads from toolUseResult, over a third of all bytes, the little that the message doesn't say.</summary>
static class ToolOutcomeParser
{
    /// <param name="value">Where toolUseResult is in the line.</param>
    public static void Parse(Slice value, ArraySegment<byte> line, ToolOutcome outcome)
    {
        // Only at its outermost properties a look is taken; the rest is stepped over.
        var at = value.Start;
        var end = value.Start + value.Length;
        outcome.IsPresent = line[at] == '{';
        while (outcome.IsPresent && NextName(line.AsSpan(0, end), ref at) is { IsEmpty: false } name)
        {
            var next = JsonSkip.Value(line.AsSpan(0, end), at);
            if (next < 0)
                throw new JsonException("a value without an end");
            Property(line.AsSpan(name.Start, name.Length), new Slice(at, next - at, Escaped: false), line, outcome);
            at = next;
        }
    }

    /// <summary>Goes on to the value of the next property.</summary>
    static Slice NextName(ReadOnlySpan<byte> json, ref int at)
    {
        var quote = json[at..].IndexOf((byte)'"');
        if (quote < 0)
            return default;

        var start = at + quote;
        var end = JsonSkip.String(json, start);
        var colon = end < 0 ? -1 : json[end..].IndexOf((byte)':');
        if (colon < 0)
            return default;

        at = end + colon + 1;
        while (at < json.Length && json[at] <= ' ')
            at++;
        return new Slice(start + 1, end - start - 2, Escaped: false);
    }

    static void Property(ReadOnlySpan<byte> name, Slice value, ArraySegment<byte> line, ToolOutcome outcome)
    {
        var json = line.AsSpan(value.Start, value.Length);
        if (name.SequenceEqual("structuredPatch"u8))
        {
            var reader = new JsonCursor(json);
            Patch(ref reader, outcome);
        }
        else if (name.SequenceEqual("content"u8) && json[0] == '"')
            outcome.Content = value.Inside();
        else if (name.SequenceEqual("type"u8))
            outcome.Created = json.SequenceEqual("\"create\""u8);
        else if (name.SequenceEqual("answers"u8))
            outcome.HasAnswers = true;
    }

    static void Patch(ref JsonCursor reader, ToolOutcome outcome)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
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
                if (reader.ValueTextEquals("lines"u8))
                    Lines(ref reader, outcome);
                else
                    reader.SkipValue();
            }
        }
    }

    static void Lines(ref JsonCursor reader, ToolOutcome outcome)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
                reader.Skip();
            else if (reader.ValueSpan is [(byte)'+', ..])
                outcome.LinesAdded++;
            else if (reader.ValueSpan is [(byte)'-', ..])
                outcome.LinesRemoved++;
        }
    }
}
