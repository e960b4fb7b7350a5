using System.Text;

namespace Debrief.Profile;

/// <summary>Looks at files that others wrote: whatever is there, it ends soon, and what can't be read isn't there.</summary>
static class ForeignFiles
{
    const int LongestStart = 64 * 1024;
    const int MostFiles = 2000;

    static readonly EnumerationOptions _here = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.System };

    /// <summary>Links to folders are not followed, so that no circle is walked.</summary>
    static readonly EnumerationOptions _below = new() { RecurseSubdirectories = true, MaxRecursionDepth = 6, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.System };

    public static IReadOnlyList<string> FoldersIn(string folder) => Listed(folder, () => Directory.EnumerateDirectories(folder, "*", _here));

    public static IReadOnlyList<string> Below(string folder, string pattern) => Listed(folder, () => Directory.EnumerateFiles(folder, pattern, _below));

    /// <returns>The file's beginning; null where it can't be read, or is no file with a length: a pipe or a device would never end.</returns>
    public static string? Start(string path)
    {
        try
        {
            var file = new FileInfo(path);
            file = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            if (!file.Exists || file.Length == 0)
                return null;

            using var stream = file.Open(new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete });
            var bytes = new byte[(int)Math.Min(file.Length, LongestStart)];
            return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).TrimStart('\uFEFF');
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static IReadOnlyList<string> Listed(string folder, Func<IEnumerable<string>> entries)
    {
        try
        {
            return Directory.Exists(folder) ? [.. entries().Take(MostFiles).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return []; // What can't be looked at isn't there for anybody.
        }
    }
}
