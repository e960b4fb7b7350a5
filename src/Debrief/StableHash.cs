using System.Text;

namespace Debrief;

/// <summary>
/// FNV-1a: the same in every process, so that it may be kept. It tells things apart that nobody forges; unlike a cryptographic hash it needs no
/// library of the system, whose loading is a tenth of a short run.
/// </summary>
static class StableHash
{
    const ulong Basis = 14695981039346656037, Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        const int Short = 1024;
        return text.Length <= Short / 3 ? Of(stackalloc byte[Short], text) : Of(new byte[Encoding.UTF8.GetByteCount(text)], text);
    }

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Basis;
        foreach (var b in bytes)
            hash = (hash ^ b) * Prime;
        return hash;
    }

    static ulong Of(Span<byte> room, ReadOnlySpan<char> text) => Of(room[..Encoding.UTF8.GetBytes(text, room)]);

    /// <summary>Of the letters and signs alone: digits, blanks and case are trifles.</summary>
    public static ulong Roughly(ReadOnlySpan<byte> bytes)
    {
        var hash = Basis;
        foreach (var b in bytes)
        {
            if (b > ' ' && b is not (>= (byte)'0' and <= (byte)'9'))
                hash = (hash ^ (b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b)) * Prime;
        }

        return hash;
    }
}
