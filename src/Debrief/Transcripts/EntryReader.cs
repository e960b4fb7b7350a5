using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>A line that couldn't be read, or not all of it.</summary>
/// <param name="Offset">Where the line begins in the file, in bytes.</param>
sealed record BadLine(long Offset, string Reason);

/// <summary>
/// Reads the entries of a transcript from any offset. Nothing in a file stops it: a broken line is noted and the entries around it are read;
/// a last line that is half written waits for the next time.
/// </summary>
sealed class EntryReader(string path, long from = 0) : IDisposable
{
    readonly LineReader _lines = new(path, from);
    readonly EntryParser _parser = new();
    ArraySegment<byte> _rest;
    int _lineStart;
    bool _repaired, _isAsWritten;

    /// <summary>Lines with something on them, bad ones included, a waiting one not.</summary>
    public int Lines { get; private set; }

    /// <summary>The line of the entry read last, counted from 1 at the beginning of the reading.</summary>
    public int LineNumber { get; private set; }

    /// <summary>Where that line begins in the file, in bytes.</summary>
    public long Offset => _lines.LineOffset;
    public List<BadLine> BadLines { get; } = [];

    /// <summary>Where to go on another time: all before has been read.</summary>
    public long ReadTo { get; private set; } = from;

    /// <summary>The file ends with a line that isn't whole.</summary>
    public bool IsTailWaiting { get; private set; }

    /// <returns>False at the end of what can be read.</returns>
    public bool Read(Entry entry)
    {
        while (_rest.Count > 0 || NextLine())
        {
            if (Parse(entry))
                return true;
            if (IsTailWaiting)
                return false;
        }

        return false;
    }

    /// <summary>Of the file's ends before <see cref="ReadTo"/>.</summary>
    public string HashEnds() => _lines.HashEnds(ReadTo);

    public void Dispose() => _lines.Dispose();

    bool NextLine()
    {
        while (_lines.Read(out var line))
        {
            LineNumber++;
            _lineStart = line.Offset;
            _rest = Trim(line);
            _repaired = false;
            _isAsWritten = line.Count == _lines.NextOffset - _lines.LineOffset - (_lines.Terminated ? 1 : 0);
            if (_rest.Count > 0)
            {
                Lines++;
                return true;
            }

            if (line.AsSpan().Contains((byte)0))
                Bad("NUL bytes");
            ReadTo = _lines.NextOffset;
        }

        return false;
    }

    bool Parse(Entry entry)
    {
        try
        {
            var length = _parser.Parse(_rest, entry);
            if (entry.IsNoise)
                length = EndOfNoise();
            _rest = Trim(_rest[length..]);
            if (entry.IsDamaged)
                Bad("a part of it isn't JSON");
            if (_rest.Count > 0 && _rest[0] != '{')
            {
                Bad("something after the entry");
                _rest = default;
            }

            if (_rest.Count == 0)
                ReadTo = _lines.NextOffset;
            else if (_isAsWritten)
                ReadTo = _lines.LineOffset + _rest.Offset - _lineStart; // If the rest waits for its end, what was read must not be read again.
            return true;
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            // Not JSON, or strings that aren't text. What of the line can be saved is tried next; the line is noted either way.
            Resynchronise(ex);
            return false;
        }
    }

    /// <summary>What the parser didn't look at may end too early, or have another entry behind it.</summary>
    int EndOfNoise()
    {
        var end = JsonSkip.Value(_rest, 0);
        return end >= 0 ? end : throw new JsonException("an entry without an end");
    }

    void Resynchronise(Exception why)
    {
        if (!_lines.Terminated && BadLines.LastOrDefault()?.Offset != _lines.LineOffset)
        {
            (IsTailWaiting, _rest) = (true, default);
            Lines--;
            return;
        }

        if (!_repaired && _rest.AsSpan().ContainsAnyInRange((byte)0, (byte)0x1F))
        {
            _rest = WithoutControlCharacters(_rest);
            (_repaired, _isAsWritten) = (true, false);
            Bad("control characters");
            return;
        }

        Bad(why is JsonException ? "not JSON" : "not text");
        var next = _rest.AsSpan().IndexOf("}{\""u8);
        _rest = next < 0 ? default : _rest[(next + 1)..];
        if (_rest.Count == 0)
            ReadTo = _lines.NextOffset;
    }

    /// <summary>A line is bad once, whatever is wrong with it.</summary>
    void Bad(string reason)
    {
        if (BadLines.Count == 0 || BadLines[^1].Offset != _lines.LineOffset)
            BadLines.Add(new(_lines.LineOffset, reason));
    }

    static ArraySegment<byte> WithoutControlCharacters(ArraySegment<byte> line)
    {
        var clean = line.ToArray();
        foreach (ref var b in clean.AsSpan())
        {
            if (b < ' ')
                b = (byte)' ';
        }

        return clean;
    }

    static ArraySegment<byte> Trim(ArraySegment<byte> line)
    {
        var from = 0;
        var to = line.Count;
        while (from < to && IsBlank(line[from]))
            from++;
        while (to > from && IsBlank(line[to - 1]))
            to--;
        return line[from..to];
    }

    // Blanks, carriage returns, NULs of an unclean shutdown, and the bytes of a byte order mark.
    static bool IsBlank(byte b) => b is <= 0x20 or 0xEF or 0xBB or 0xBF;
}
