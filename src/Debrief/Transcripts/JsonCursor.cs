using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>
/// Goes over a line of JSON. A value that isn't of the kind that is asked for is stepped over. A large value, where the nesting around it is known,
/// is jumped over without being read, at several times the speed: the reader then begins anew behind it.
/// </summary>
ref struct JsonCursor(ArraySegment<byte> json, Patches? patches = null)
{
    const int WorthAJump = 200;
    const long LargestCount = 1_000_000_000_000;
    static readonly JsonReaderOptions Options = new() { MaxDepth = 512, AllowMultipleValues = true };

    Utf8JsonReader _reader = new(json, Options);
    int _begin;

    public readonly JsonTokenType TokenType => _reader.TokenType;
    public readonly ReadOnlySpan<byte> ValueSpan => _reader.ValueSpan;
    public readonly bool ValueIsEscaped => _reader.ValueIsEscaped;
    public readonly int TokenStart => _begin + (int)_reader.TokenStartIndex;

    /// <summary>Behind the token it stands on.</summary>
    public readonly int Position => _begin + (int)_reader.BytesConsumed;

    public bool Read() => _reader.Read();
    public void Skip() => _reader.Skip();
    public readonly bool ValueTextEquals(ReadOnlySpan<byte> text) => _reader.ValueTextEquals(text);

    /// <summary>Steps over the next value, whatever it is.</summary>
    /// <param name="nesting">What opens the objects and arrays around it, with a value in its place: {"":0 for a property of the outermost object.</param>
    /// <param name="depth">The tokens of that.</param>
    /// <param name="isDamaged">It isn't quite JSON; what is around it can be read all the same.</param>
    /// <returns>Where it is.</returns>
    public Slice Jump(ReadOnlySpan<byte> nesting, int depth, out bool isDamaged)
    {
        var start = Position;
        while (start < json.Count && json[start] <= ' ')
            start++;
        var end = JsonSkip.Value(json, start, out isDamaged);
        if (end < 0)
            throw new JsonException("a value without an end");
        if (patches is null || !isDamaged && end - start < WorthAJump || end - start < nesting.Length || !patches.Put(json, end - nesting.Length, nesting))
        {
            _reader.Read();
            return Value();
        }

        // The end of the value is overwritten, for as long as the line is read, with what opens its surroundings.
        _begin = end - nesting.Length;
        _reader = new Utf8JsonReader(json.AsSpan(_begin), Options);
        for (var i = 0; i < depth; i++)
            _reader.Read();
        return new Slice(start, end - start, Escaped: false);
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

    /// <summary>Zero where there is none; counts are never negative, nor so large that a sum of them overflows.</summary>
    public long NextCount()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out var number))
            return Math.Clamp(number, 0, LargestCount);

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
