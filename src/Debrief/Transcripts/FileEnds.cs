using Microsoft.Win32.SafeHandles;

namespace Debrief.Transcripts;

/// <summary>Tells a file that was appended to from one that was written anew.</summary>
static class FileEnds
{
    const int Length = 1024;

    /// <summary>Open while others write, rename or delete it.</summary>
    public static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public static string Hash(string path, long to)
    {
        using var file = Open(path);
        return Hash(file, to);
    }

    /// <summary>A hash of the first and the last kilobyte before an offset.</summary>
    public static string Hash(SafeFileHandle file, long to)
    {
        Span<byte> ends = stackalloc byte[2 * Length];
        var length = (int)Math.Min(Length, to);
        var first = RandomAccess.Read(file, ends[..length], 0);
        var last = RandomAccess.Read(file, ends.Slice(first, length), to - length);
        return StableHash.Of(ends[..(first + last)]).ToString("x16");
    }
}
