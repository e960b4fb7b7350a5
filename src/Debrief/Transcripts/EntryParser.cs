using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>Reads one line into an <see cref="Entry"/> in a single pass, skipping what nobody asks for. Unknown types and fields are no errors.</summary>
sealed class EntryParser
{
    readonly KnownStrings _strings = new();
    readonly MessageParser _messages;

    public EntryParser() => _messages = new MessageParser(_strings);

    /// <exception cref="JsonException">The line is not JSON.</exception>
    /// <returns>Where the entry ends in the line: two entries may stand on one line.</returns>
    public int Parse(ArraySegment<byte> line, Entry entry)
    {
        entry.Clear();
        entry.Line = line;
        var reader = new JsonCursor(line);
        Properties(ref reader, entry);
        if (!entry.ToolResult.IsEmpty)
            ToolOutcomeParser.Parse(entry.ToolResult, line, entry.Outcome);
        return entry.IsNoise ? line.Count : reader.Position;
    }

    void Properties(ref JsonCursor reader, Entry entry)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("not an object");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Property(ref reader, entry);
            if (entry.IsNoise)
                return; // What follows isn't even looked at.
        }
    }

    static void ToolResult(ref JsonCursor reader, Entry entry)
    {
        var value = reader.Jump(out var isDamaged);
        entry.IsDamaged |= isDamaged;
        if (!isDamaged)
            entry.ToolResult = value;
    }

    void Property(ref JsonCursor reader, Entry entry)
    {
        var name = reader.ValueSpan;
        switch (name.Length)
        {
            case 3 when name.SequenceEqual("cwd"u8):
                entry.WorkingDirectory = Known(ref reader);
                return;
            case 4 when name.SequenceEqual("type"u8):
                entry.Type = Known(ref reader);
                return;
            case 4 when name.SequenceEqual("uuid"u8):
                entry.Uuid = reader.NextString();
                return;
            case 4 when name.SequenceEqual("data"u8):
                _messages.ParseEcho(ref reader, entry);
                return;
            case 5 when name.SequenceEqual("prUrl"u8):
                entry.Content = reader.NextString();
                return;
            case 6 when name.SequenceEqual("isMeta"u8):
                entry.IsMeta = reader.NextBoolean();
                return;
            case 6 when name.SequenceEqual("origin"u8):
                entry.OriginKind = Inner(ref reader, "kind"u8);
                return;
            case 7:
                Seven(ref reader, name, entry);
                return;
            case 8 when name.SequenceEqual("leafUuid"u8):
                entry.LeafUuid = reader.NextString();
                return;
            case 9:
                Nine(ref reader, name, entry);
                return;
            case 10:
                Ten(ref reader, name, entry);
                return;
            default:
                Long(ref reader, name, entry);
                return;
        }
    }

    void Seven(ref JsonCursor reader, ReadOnlySpan<byte> name, Entry entry)
    {
        if (name.SequenceEqual("message"u8))
            _messages.Parse(ref reader, entry);
        else if (name.SequenceEqual("version"u8))
            entry.Version = Known(ref reader);
        else if (name.SequenceEqual("subtype"u8))
            entry.Subtype = Known(ref reader);
        else if (name.SequenceEqual("content"u8))
            Content(ref reader, entry);
        else if (name.SequenceEqual("aiTitle"u8) || name.SequenceEqual("summary"u8))
            entry.Content = reader.NextString();
        else
            reader.SkipValue();
    }

    void Nine(ref JsonCursor reader, ReadOnlySpan<byte> name, Entry entry)
    {
        if (name.SequenceEqual("timestamp"u8))
            entry.At = reader.NextTime();
        else if (name.SequenceEqual("sessionId"u8))
            entry.SessionId = Known(ref reader);
        else if (name.SequenceEqual("gitBranch"u8))
            entry.GitBranch = Known(ref reader);
        else if (name.SequenceEqual("operation"u8))
            entry.Operation = Known(ref reader);
        else
            reader.SkipValue();
    }

    void Ten(ref JsonCursor reader, ReadOnlySpan<byte> name, Entry entry)
    {
        if (name.SequenceEqual("parentUuid"u8))
            entry.HasParent = !reader.NextString().IsEmpty;
        else if (name.SequenceEqual("entrypoint"u8))
            entry.Client = Known(ref reader);
        else if (name.SequenceEqual("attachment"u8))
            Attachment(ref reader, entry);
        else if (name.SequenceEqual("forkedFrom"u8))
            entry.ForkedFrom = Inner(ref reader, "sessionId"u8);
        else
            reader.SkipValue();
    }

    void Long(ref JsonCursor reader, ReadOnlySpan<byte> name, Entry entry)
    {
        if (name.SequenceEqual("isSidechain"u8))
            entry.IsSidechain = reader.NextBoolean();
        else if (name.SequenceEqual("toolUseResult"u8))
            ToolResult(ref reader, entry);
        else if (name.SequenceEqual("promptSource"u8))
            entry.PromptSource = Known(ref reader);
        else if (name.SequenceEqual("customTitle"u8))
            entry.Content = reader.NextString();
        else if (name.SequenceEqual("userFeedback"u8))
            entry.UserFeedback = reader.NextString();
        else if (name.SequenceEqual("planContent"u8))
            entry.HasPlan = !reader.NextString().IsEmpty;
        else if (name.SequenceEqual("isCompactSummary"u8) || name.SequenceEqual("isVisibleInTranscriptOnly"u8))
            entry.IsCompactSummary |= reader.NextBoolean();
        else if (name.SequenceEqual("isApiErrorMessage"u8))
            entry.IsApiError = reader.NextBoolean();
        else
            reader.SkipValue();
    }

    /// <summary>Of system and queue-operation entries; a queued text may come as blocks, of which the first text counts.</summary>
    static void Content(ref JsonCursor reader, Entry entry)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            entry.Content = reader.String();
        else
            entry.Content = reader.FirstText();
    }

    void Attachment(ref JsonCursor reader, Entry entry)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
                entry.Operation = Known(ref reader);
            else if (reader.ValueTextEquals("commandMode"u8))
                entry.CommandMode = Known(ref reader);
            else if (reader.ValueTextEquals("prompt"u8))
                Content(ref reader, entry);
            else if (reader.ValueTextEquals("origin"u8))
                entry.OriginKind = Inner(ref reader, "kind"u8);
            else
                reader.SkipValue();
        }
    }

    /// <summary>A string property of the object that comes next.</summary>
    string? Inner(ref JsonCursor reader, ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
                value = Known(ref reader);
            else
                reader.SkipValue();
        }

        return value;
    }

    string? Known(ref JsonCursor reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.ValueIsEscaped ? LenientText.Read(reader.ValueSpan, escaped: true) : _strings.Get(reader.ValueSpan);

        reader.Skip();
        return null;
    }
}
