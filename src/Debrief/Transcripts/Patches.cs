namespace Debrief.Transcripts;

/// <summary>Bytes of a line that are overwritten while it is read, and given back afterwards.</summary>
sealed class Patches
{
    const int Most = 64, Longest = 32;

    readonly byte[] _saved = new byte[Most * Longest];
    readonly (int At, int Length)[] _places = new (int, int)[Most];
    int _count;

    /// <returns>False where no more can be remembered.</returns>
    public bool Put(ArraySegment<byte> line, int at, ReadOnlySpan<byte> bytes)
    {
        if (_count == Most || bytes.Length > Longest)
            return false;

        line.AsSpan(at, bytes.Length).CopyTo(_saved.AsSpan(_count * Longest));
        bytes.CopyTo(line.AsSpan(at));
        _places[_count++] = (at, bytes.Length);
        return true;
    }

    public void Undo(ArraySegment<byte> line)
    {
        while (_count > 0)
        {
            var (at, length) = _places[--_count];
            _saved.AsSpan(_count * Longest, length).CopyTo(line.AsSpan(at));
        }
    }
}
