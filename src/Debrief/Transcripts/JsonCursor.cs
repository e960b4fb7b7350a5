using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>
/// Goes forward over a line of JSON, as strict as <see cref="Utf8JsonReader"/> about what it goes over, but able to jump: a large value
/// is stepped over without a look at what is in it. Names are compared as they are written. A value that isn't of the kind that is asked for is stepped over.
/// </summary>
ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    const int WorthAJump = 200;
    const long LargestCount = 1_000_000_000_000;

    readonly ReadOnlySpan<byte> _json = json;
    JsonNesting _nesting;
    int _valueStart, _valueEnd;

    public JsonTokenType TokenType { get; private set; }

    /// <summary>Where the token begins; a string with its quote.</summary>
    public int TokenStart { get; private set; }

    /// <summary>Behind the token it stands on, and behind the colon of a name.</summary>
    public int Position { get; private set; }
    public bool ValueIsEscaped { get; private set; }

    /// <summary>Of a string and of a name, what is between the quotes.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => _json[_valueStart.._valueEnd];

    public readonly bool ValueTextEquals(ReadOnlySpan<byte> text) => ValueSpan.SequenceEqual(text);

    /// <returns>False behind the outermost value.</returns>
    /// <exception cref="JsonException">What comes isn't JSON.</exception>
    public bool Read()
    {
        switch (TokenType)
        {
            case JsonTokenType.None or JsonTokenType.PropertyName:
                Value(Next());
                return true;
            case JsonTokenType.StartObject:
                NameOrEnd();
                return true;
            case JsonTokenType.StartArray:
                ValueOrEnd();
                return true;
            default:
                return _nesting.Depth > 0 && ReadOn();
        }
    }

    /// <summary>Steps over the rest of the object or array it stands at the beginning of.</summary>
    public void Skip()
    {
        if (TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;

        var outside = _nesting.Depth - 1;
        while (_nesting.Depth > outside)
            Read();
    }

    /// <summary>Steps over the next value, whatever it is.</summary>
    /// <param name="isDamaged">It isn't quite JSON; what is around it can be read all the same.</param>
    /// <returns>Where it is.</returns>
    public Slice Jump(out bool isDamaged)
    {
        Next();
        var start = Position;
        var end = JsonSkip.Value(_json, start, out isDamaged);
        if (end < 0)
            throw new JsonException("a value without an end");

        if (end - start < WorthAJump && !isDamaged)
        {
            SkipValue();
            return new Slice(start, Position - start, Escaped: false);
        }

        (TokenType, Position) = (JsonTokenType.Null, end);
        return new Slice(start, end - start, Escaped: false);
    }

    public void SkipValue()
    {
        Read();
        Skip();
    }

    public Slice NextString()
    {
        Read();
        if (TokenType == JsonTokenType.String)
            return String();

        Skip();
        return default;
    }

    /// <summary>The inside of the string it stands on.</summary>
    public readonly Slice String() => new(_valueStart, _valueEnd - _valueStart, ValueIsEscaped);

    public bool NextBoolean()
    {
        SkipValue();
        return TokenType == JsonTokenType.True;
    }

    /// <summary>Zero where there is none; counts are never negative, nor so large that a sum of them overflows.</summary>
    public long NextCount()
    {
        SkipValue();
        return TokenType == JsonTokenType.Number && Utf8Parser.TryParse(ValueSpan, out long number, out var length) && length == ValueSpan.Length
            ? Math.Clamp(number, 0, LargestCount)
            : 0;
    }

    public DateTimeOffset? NextTime()
    {
        SkipValue();
        if (TokenType != JsonTokenType.String)
            return null;

        var time = new Utf8JsonReader(_json[TokenStart..Position]);
        time.Read();
        return time.TryGetDateTimeOffset(out var at) ? at : null;
    }

    /// <summary>The first text block of the array it stands on; anything else is stepped over.</summary>
    public Slice FirstText()
    {
        var text = default(Slice);
        if (TokenType != JsonTokenType.StartArray)
        {
            Skip();
            return text;
        }

        while (Read() && TokenType != JsonTokenType.EndArray)
        {
            if (TokenType != JsonTokenType.StartObject)
            {
                Skip();
                continue;
            }

            while (Read() && TokenType == JsonTokenType.PropertyName)
            {
                if (text.IsEmpty && ValueTextEquals("text"u8))
                    text = NextString();
                else
                    SkipValue();
            }
        }

        return text;
    }

    /// <summary>Goes on behind a value that stands in an object or an array.</summary>
    bool ReadOn()
    {
        if (Next() != ',')
        {
            Close();
            return true;
        }

        Position++;
        var first = Next();
        if (_nesting.IsInArray)
            Value(first);
        else
            Name();
        return true;
    }

    /// <summary>The next sign that is no blank; it stands before it then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    byte Next() => Position < _json.Length && _json[Position] > ' ' ? _json[Position] : BehindBlanks();

    byte BehindBlanks()
    {
        while (Position < _json.Length && _json[Position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            Position++;
        return Position < _json.Length ? _json[Position] : throw new JsonException("it ends too early");
    }

    void NameOrEnd()
    {
        if (Next() == '}')
            Close();
        else
            Name();
    }

    void ValueOrEnd()
    {
        if (Next() is var first && first == ']')
            Close();
        else
            Value(first);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Name()
    {
        if (_json[Position] != '"')
            throw NoJson();

        Text(JsonTokenType.PropertyName);
        if (Next() != ':')
            throw NoJson();
        Position++;
    }

    void Value(byte first)
    {
        switch (first)
        {
            case (byte)'"':
                Text(JsonTokenType.String);
                break;
            case (byte)'{' or (byte)'[':
                _nesting.Open(isArray: first == '[');
                Token(first == '{' ? JsonTokenType.StartObject : JsonTokenType.StartArray, length: 1);
                break;
            case (byte)'t':
                Word("true"u8, JsonTokenType.True);
                break;
            case (byte)'f':
                Word("false"u8, JsonTokenType.False);
                break;
            case (byte)'n':
                Word("null"u8, JsonTokenType.Null);
                break;
            default:
                Number();
                break;
        }
    }

    void Close()
    {
        var isArray = _json[Position] == ']';
        if (!isArray && _json[Position] != '}' || isArray != _nesting.IsInArray)
            throw NoJson();

        _nesting.Close();
        Token(isArray ? JsonTokenType.EndArray : JsonTokenType.EndObject, length: 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Text(JsonTokenType type)
    {
        var end = JsonString.End(_json, Position + 1, out var isEscaped);
        if (end < 0)
            throw NoJson();

        (TokenType, ValueIsEscaped, TokenStart) = (type, isEscaped, Position);
        (_valueStart, _valueEnd, Position) = (Position + 1, end, end + 1);
    }

    void Word(ReadOnlySpan<byte> word, JsonTokenType type)
    {
        if (!_json[Position..].StartsWith(word))
            throw NoJson();
        Token(type, word.Length);
    }

    void Number()
    {
        var length = JsonNumber.Length(_json[Position..]);
        if (length == 0)
            throw NoJson();
        Token(JsonTokenType.Number, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Token(JsonTokenType type, int length)
    {
        (TokenType, ValueIsEscaped, TokenStart) = (type, false, Position);
        (_valueStart, _valueEnd, Position) = (Position, Position + length, Position + length);
    }

    readonly JsonException NoJson() => new($"no JSON at {Position}");
}
