using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Debrief.Transcripts;

/// <summary>Reads a transcript line by line as bytes, split at 0x0A only, from any offset, in bounded memory.</summary>
sealed class LineReader : IDisposable
{
    // Stays in the processor's own cache from the copying to the last look.
    const int Block = 256 << 10;

    /// <summary>Longer lines are condensed: their long strings are cut (see <see cref="LongLine"/>).</summary>
    public const int LongestLine = 8 << 20;

    readonly SafeFileHandle _file;
    byte[] _buffer = ArrayPool<byte>.Shared.Rent(Block);
    int _start, _end;
    readonly long _until;
    long _readAt;

    /// <param name="until">Where to stop, as if the file ended there.</param>
    public LineReader(string path, long from, long until = long.MaxValue)
    {
        _file = FileEnds.Open(path);
        (_readAt, _until) = (from, until);
        LineOffset = NextOffset = from;
    }

    /// <summary>Where the last line begins in the file.</summary>
    public long LineOffset { get; private set; }

    /// <summary>Where the next line begins.</summary>
    public long NextOffset { get; private set; }

    /// <summary>False for the file's last line when no newline ends it: it may be half written.</summary>
    public bool Terminated { get; private set; }

    /// <param name="line">Valid until the next call; without its newline.</param>
    /// <returns>False at the end of the file.</returns>
    public bool Read(out ArraySegment<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
                return Take(searched + newline, terminated: true, out line);

            searched = _end - _start;
            if (searched >= LongestLine)
                return ReadLong(out line);
            if (!Fill())
                return Take(searched, terminated: false, out line) && line.Count > 0;
        }
    }

    /// <inheritdoc cref="FileEnds.Hash"/>
    public string HashEnds(long to) => FileEnds.Hash(_file, to);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _file.Dispose();
    }

    bool Take(int length, bool terminated, out ArraySegment<byte> line)
    {
        line = new ArraySegment<byte>(_buffer, _start, length);
        Terminated = terminated;
        LineOffset = NextOffset;
        var whole = terminated ? length + 1 : length;
        NextOffset += whole;
        _start += whole;
        return true;
    }

    bool ReadLong(out ArraySegment<byte> line)
    {
        var condensed = new LongLine();
        long length = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var part = _buffer.AsSpan(_start, newline < 0 ? _end - _start : newline);
            condensed.Add(part);
            length += part.Length;
            _start += part.Length;
            Terminated = newline >= 0;
            if (Terminated)
                _start++;
            if (Terminated || !Fill())
                break;
        }

        line = condensed.Bytes;
        LineOffset = NextOffset;
        NextOffset += Terminated ? length + 1 : length;
        return true;
    }

    bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Grow();

        var room = (int)Math.Clamp(_until - _readAt, 0, _buffer.Length - _end);
        var read = RandomAccess.Read(_file, _buffer.AsSpan(_end, room), _readAt);
        _readAt += read;
        _end += read;
        return read > 0;
    }

    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
