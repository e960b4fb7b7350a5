using System.Security.Cryptography;

namespace Debrief.EndToEnd.Support;

/// <summary>A folder byte for byte, to see that nothing in it was touched.</summary>
static class Snapshot
{
    /// <summary>A line a file and folder: its path and the hash of what is in it. Not SQLite's scratch files, which come and go with each opening.</summary>
    public static string Of(string folder) => string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith("-wal", StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(path => $"{Path.GetRelativePath(folder, path)} {(Directory.Exists(path) ? "" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))))}"));
}
