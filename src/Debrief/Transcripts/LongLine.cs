using System.Buffers;
using System.Runtime.InteropServices;

namespace Debrief.Transcripts;

/// <summary>
/// Takes a very long line part by part and keeps its JSON with every string cut to 64 KiB: images and whole files go,
/// the facts stay, and memory stays bounded. What is still too long is cut off, and so becomes a bad line.
/// </summary>
sealed class LongLine
{
    const int LongestString = 64 << 10;

    readonly ArrayBufferWriter<byte> _kept = new();
    bool _inString, _afterBackslash, _cut;
    int _stringLength;

    public ArraySegment<byte> Bytes => MemoryMarshal.TryGetArray(_kept.WrittenMemory, out var bytes) ? bytes : default;

    public void Add(ReadOnlySpan<byte> part)
    {
        while (!part.IsEmpty && _kept.WrittenCount < LineReader.LongestLine)
        {
            var length = _inString ? InString(part) : Outside(part);
            part = part[length..];
        }
    }

    int Outside(ReadOnlySpan<byte> part)
    {
        var quote = part.IndexOf((byte)'"');
        var length = quote < 0 ? part.Length : quote + 1;
        _kept.Write(part[..length]);
        if (quote >= 0)
            (_inString, _stringLength, _cut) = (true, 0, false);
        return length;
    }

    int InString(ReadOnlySpan<byte> part)
    {
        if (_afterBackslash)
        {
            _afterBackslash = false;
            Keep(part[..1]);
            return 1;
        }

        var special = part.IndexOfAny((byte)'"', (byte)'\\');
        if (special != 0)
        {
            var plain = special < 0 ? part : part[..special];
            Keep(plain);
            return plain.Length;
        }

        if (part[0] == '"')
        {
            _inString = false;
            _kept.Write("\""u8);
            return 1;
        }

        // An escape is kept or dropped whole; the longest is six bytes.
        _afterBackslash = true;
        Keep(part[..1], reserve: 6);
        return 1;
    }

    void Keep(ReadOnlySpan<byte> bytes, int reserve = 0)
    {
        if (_cut)
            return;

        var room = LongestString - _stringLength;
        _cut = bytes.Length + reserve > room;
        if (!_cut || reserve == 0)
            _kept.Write(bytes[..Math.Min(bytes.Length, room)]);
        _stringLength += bytes.Length;
    }
}
