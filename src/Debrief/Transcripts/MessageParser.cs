using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>Reads the message of a user or assistant entry: its head, its usage, its content blocks.</summary>
sealed class MessageParser(KnownStrings strings)
{
    public void Parse(ref JsonCursor reader, Entry entry, bool isEcho = false)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            entry.Blocks.Add(new Block { Kind = BlockKind.Text, Text = reader.String() });
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var spread = default(Slice);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan is [>= (byte)'0' and <= (byte)'9', ..])
                Gather(reader.NextString(), entry, ref spread);
            else if (reader.ValueTextEquals("content"u8) && isEcho)
                reader.Jump(out _);
            else if (reader.ValueTextEquals("content"u8))
                Content(ref reader, entry);
            else if (reader.ValueTextEquals("usage"u8))
                Usage(ref reader, entry.Message);
            else if (reader.ValueTextEquals("id"u8))
                entry.Message.Id = reader.NextString();
            else if (reader.ValueTextEquals("model"u8))
                entry.Message.Model = Known(ref reader);
            else if (reader.ValueTextEquals("stop_reason"u8))
                entry.Message.StopReason = Known(ref reader);
            else
                reader.SkipValue();
        }

        if (!spread.IsEmpty)
            entry.Blocks.Add(new Block { Kind = BlockKind.Text, Text = spread });
    }

    /// <summary>Some versions wrote a text letter by letter, {"0":"h","1":"i"}. The letters are moved together on the line, over what was read of it.</summary>
    static void Gather(Slice letter, Entry entry, ref Slice spread)
    {
        var start = spread.IsEmpty ? letter.Start : spread.Start;
        entry.Bytes(letter).CopyTo(entry.Line.AsSpan(start + spread.Length));
        spread = new Slice(start, spread.Length + letter.Length, spread.Escaped || letter.Escaped);
    }

    /// <summary>
    /// Reads from the data of a progress entry the head of a sub-agent's message. It stands in the sub-agent's own transcript as well,
    /// and where that is gone this echo is all that is left of its tokens.
    /// </summary>
    public void ParseEcho(ref JsonCursor reader, Entry entry)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
                EchoedEntry(ref reader, entry);
            else
                reader.SkipValue();
        }
    }

    void EchoedEntry(ref JsonCursor reader, Entry entry)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
                Parse(ref reader, entry, isEcho: true);
            else if (reader.ValueTextEquals("timestamp"u8))
                entry.At = reader.NextTime();
            else if (reader.ValueTextEquals("uuid"u8))
                entry.Uuid = reader.NextString();
            else
                reader.SkipValue();
        }
    }

    void Content(ref JsonCursor reader, Entry entry)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                entry.Blocks.Add(new Block { Kind = BlockKind.Text, Text = reader.String() });
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    Block(ref reader, entry);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    void Block(ref JsonCursor reader, Entry entry)
    {
        if (reader.TokenType == JsonTokenType.String)
            entry.Blocks.Add(new Block { Kind = BlockKind.Text, Text = reader.String() });
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var block = new Block { Kind = BlockKind.Other };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            Property(ref reader, entry, ref block);
        entry.Blocks.Add(block);
    }

    void Property(ref JsonCursor reader, Entry entry, ref Block block)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("type"u8))
            block.Kind = Kind(ref reader);
        else if (name.SequenceEqual("text"u8) || name.SequenceEqual("thinking"u8))
            block.Text = Jump(ref reader, entry, out var isText) is var text && isText ? text.Inside() : default;
        else if (name.SequenceEqual("id"u8) || name.SequenceEqual("tool_use_id"u8))
            block.ToolUseId = reader.NextString();
        else if (name.SequenceEqual("name"u8))
            block.Tool = Known(ref reader);
        else if (name.SequenceEqual("is_error"u8))
            block.IsError = reader.NextBoolean();
        else if (name.SequenceEqual("input"u8) || name.SequenceEqual("content"u8))
            block.Raw = Jump(ref reader, entry, out _);
        else
            reader.SkipValue();
    }

    static Slice Jump(ref JsonCursor reader, Entry entry, out bool isText)
    {
        var value = reader.Jump(out var isDamaged);
        entry.IsDamaged |= isDamaged;
        isText = entry.Line[value.Start] == '"';
        return value;
    }

    static BlockKind Kind(ref JsonCursor reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return BlockKind.Other;
        }

        var kind = reader.ValueSpan;
        return kind.SequenceEqual("text"u8) ? BlockKind.Text
            : kind.SequenceEqual("thinking"u8) ? BlockKind.Thinking
            : kind.SequenceEqual("tool_use"u8) || kind.SequenceEqual("server_tool_use"u8) ? BlockKind.ToolUse
            : kind.SequenceEqual("tool_result"u8) ? BlockKind.ToolResult
            : BlockKind.Other;
    }

    static void Usage(ref JsonCursor reader, MessageHead message)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        message.HasUsage = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("input_tokens"u8))
                message.Input = reader.NextCount();
            else if (reader.ValueTextEquals("output_tokens"u8))
                message.Output = reader.NextCount();
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8))
                message.CacheCreation = reader.NextCount();
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8))
                message.CacheRead = reader.NextCount();
            else if (reader.ValueTextEquals("cache_creation"u8))
                message.CacheCreation1h = Inner(ref reader, "ephemeral_1h_input_tokens"u8);
            else if (reader.ValueTextEquals("server_tool_use"u8))
                message.WebSearches = (int)Math.Min(int.MaxValue, Inner(ref reader, "web_search_requests"u8));
            else
                reader.SkipValue();
        }
    }

    static long Inner(ref JsonCursor reader, ReadOnlySpan<byte> name)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return 0;
        }

        long count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
                count = reader.NextCount();
            else
                reader.SkipValue();
        }

        return count;
    }

    string? Known(ref JsonCursor reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.ValueIsEscaped ? LenientText.Read(reader.ValueSpan, escaped: true) : strings.Get(reader.ValueSpan);

        reader.Skip();
        return null;
    }
}
