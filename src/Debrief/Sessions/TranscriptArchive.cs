using System.IO.Compression;
using Debrief.Transcripts;

namespace Debrief.Sessions;

/// <summary>Compressed copies of the transcripts, one file each: Claude Code deletes the originals after 30 days.</summary>
sealed class TranscriptArchive(string folder)
{
    public string PathOf(long transcript) => Path.Combine(folder, $"{(ulong)transcript >> 56:x2}", $"{(ulong)transcript:x16}.jsonl.gz");

    /// <summary>One writes at a time.</summary>
    /// <returns>To be disposed when it is done; null while another does. Whoever is killed has let go.</returns>
    public IDisposable? TryLock()
    {
        PrivateFile.CreateFolder(folder);
        try
        {
            return PrivateFile.Create(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate);
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, ".lock")))
        {
            return null; // It is there and another's.
        }
    }

    /// <summary>Copies a transcript up to an offset. The copy is whole or isn't there, and an older one is replaced.</summary>
    /// <returns>False where the file no longer reaches that far: an older copy stays, which may hold more.</returns>
    public bool Save(string path, long transcript, long length)
    {
        var copy = PathOf(transcript);
        PrivateFile.CreateFolder(Path.GetDirectoryName(copy)!);
        var half = copy + ".half";
        try
        {
            if (Compress(path, half, length) != length)
                return false;

            File.Move(half, copy, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(half); // Where it is still there: too short, or there was no room for it.
        }
    }

    /// <returns>How many bytes there were, at most as many as asked for.</returns>
    static long Compress(string path, string copy, long length)
    {
        using var from = FileEnds.Open(path);
        using var to = PrivateFile.Create(copy, FileMode.Create);
        using var compressed = new GZipStream(to, CompressionLevel.Fastest);
        var buffer = new byte[128 << 10];
        long at = 0;
        while (at < length && RandomAccess.Read(from, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - at)), at) is var read and > 0)
        {
            compressed.Write(buffer, 0, read);
            at += read;
        }

        return at;
    }

    /// <summary>Unpacks a copy into a file of its own, which the caller deletes.</summary>
    public string Unpack(long transcript)
    {
        var unpacked = Path.Combine(Path.GetTempPath(), $"debrief-{Guid.NewGuid():n}.jsonl");
        using var from = new GZipStream(File.OpenRead(PathOf(transcript)), CompressionMode.Decompress);
        try
        {
            using var to = PrivateFile.Create(unpacked, FileMode.CreateNew);
            from.CopyTo(to);
            return unpacked;
        }
        catch
        {
            File.Delete(unpacked); // A damaged copy, or no room: no half of it is left behind.
            throw;
        }
    }
}
