using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>Reads from toolUseResult, over a third of all bytes, the little that the message doesn't say.</summary>
static class ToolOutcomeParser
{
    public static void Parse(ref Utf8JsonReader reader, ToolOutcome outcome)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        outcome.IsPresent = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("structuredPatch"u8))
                Patch(ref reader, outcome);
            else if (name.SequenceEqual("content"u8))
                outcome.Content = reader.NextString();
            else if (name.SequenceEqual("type"u8))
                outcome.Created = IsCreate(ref reader);
            else if (name.SequenceEqual("answers"u8))
            {
                reader.SkipValue();
                outcome.HasAnswers = true;
            }
            else
                reader.SkipValue();
        }
    }

    static bool IsCreate(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.ValueTextEquals("create"u8);

        reader.Skip();
        return false;
    }

    static void Patch(ref Utf8JsonReader reader, ToolOutcome outcome)
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

    static void Lines(ref Utf8JsonReader reader, ToolOutcome outcome)
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
