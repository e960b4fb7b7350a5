using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>
/// Goes over a line of JSON. A value that isn't of the kind that is asked for is stepped over. One large value can be jumped over without being
/// read; the reader then begins anew behind it, on the line's own bytes.
/// </summary>
ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    static readonly JsonReaderOptions Options = new() { MaxDepth = 512, AllowMultipleValues = true };

    Utf8JsonReader _reader = new(json, Options);
    int _begin, _patched;
    byte _original;

    public readonly JsonTokenType TokenType => _reader.TokenType;
    public readonly ReadOnlySpan<byte> ValueSpan => _reader.ValueSpan;
    public readonly bool ValueIsEscaped => _reader.ValueIsEscaped;
    public readonly int TokenStart => _begin + (int)_reader.TokenStartIndex;

    /// <summary>Behind the token it stands on.</summary>
    public readonly int Position => _begin + (int)_reader.BytesConsumed;

    public bool Read() => _reader.Read();
    public void Skip() => _reader.Skip();
    public readonly bool ValueTextEquals(ReadOnlySpan<byte> text) => _reader.ValueTextEquals(text);

    /// <summary>Jumps over the value of the property it stands on, which must be one of the outermost object.</summary>
    /// <param name="isDamaged">It isn't quite JSON; what is around it can be read all the same.</param>
    /// <returns>Where that value is.</returns>
    public Slice JumpOverValue(ArraySegment<byte> line, out bool isDamaged)
    {
        var start = Position;
        while (start < line.Count && line[start] <= ' ')
            start++;
        var end = JsonSkip.Value(line, start, out isDamaged);
        var next = end;
        while (next >= 0 && next < line.Count && line[next] <= ' ')
            next++;
        if (next < 0 || next >= line.Count || line[next] is not ((byte)',' or (byte)'}'))
            throw new JsonException("a value without an end");

        // What follows is an object again if a brace stands where its comma is; where nothing follows, in the value's last byte. Nobody else sees it.
        _begin = line[next] == ',' ? next : next - 1;
        Undo(line);
        (_patched, _original) = (_begin, line[_begin]);
        line[_begin] = (byte)'{';
        _reader = new Utf8JsonReader(line.AsSpan(_begin), Options);
        _reader.Read();
        return new Slice(start, end - start, Escaped: false);
    }

    /// <summary>Gives the line back as it was, once all is read.</summary>
    public readonly void Undo(ArraySegment<byte> line)
    {
        if (_patched > 0)
            line[_patched] = _original;
    }

    public void SkipValue()
    {
        _reader.Read();
        _reader.Skip();
    }

    public Slice NextString()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.String)
            return String();

        _reader.Skip();
        return default;
    }

    /// <summary>The inside of the string it stands on.</summary>
    public readonly Slice String() => new(TokenStart + 1, _reader.ValueSpan.Length, _reader.ValueIsEscaped);

    public bool NextBoolean()
    {
        SkipValue();
        return _reader.TokenType == JsonTokenType.True;
    }

    /// <summary>Zero where there is none; counts are never negative.</summary>
    public long NextCount()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var number))
            return Math.Max(0, number);

        _reader.Skip();
        return 0;
    }

    public DateTimeOffset? NextTime()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.String && _reader.TryGetDateTimeOffset(out var time))
            return time;

        _reader.Skip();
        return null;
    }

    /// <summary>Steps over the value it stands on and gives its place.</summary>
    public Slice Value()
    {
        var start = TokenStart;
        _reader.Skip();
        return new Slice(start, Position - start, Escaped: false);
    }

    /// <summary>The first text block of the array it stands on; anything else is stepped over.</summary>
    public Slice FirstText()
    {
        var text = default(Slice);
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            _reader.Skip();
            return text;
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType != JsonTokenType.StartObject)
            {
                _reader.Skip();
                continue;
            }

            while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            {
                if (text.IsEmpty && _reader.ValueTextEquals("text"u8))
                    text = NextString();
                else
                    SkipValue();
            }
        }

        return text;
    }
}
