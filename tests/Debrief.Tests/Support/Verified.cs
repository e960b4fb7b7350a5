using System.Runtime.CompilerServices;

namespace Debrief.Tests.Support;

/// <summary>Compares a whole output with the file that was once read and found right.</summary>
static class Verified
{
    /// <summary>Passes when <paramref name="actual"/> equals NAME.verified.EXTENSION beside the calling test.</summary>
    /// <param name="name">With extension: report.html is compared with report.verified.html.</param>
    public static void Check(string actual, string name, [CallerFilePath] string caller = "")
    {
        var folder = Path.GetDirectoryName(caller)!;
        var verified = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}.verified{Path.GetExtension(name)}");
        var received = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}.received{Path.GetExtension(name)}");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (actual.ReplaceLineEndings("\n") == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail($"{(expected is null ? "Nothing verified yet" : FirstDifference(expected, actual))}. Read {received}; if it is right: mv '{received}' '{verified}'");
    }

    static string FirstDifference(string expected, string actual)
    {
        var (before, now) = (expected.Split('\n'), actual.ReplaceLineEndings("\n").Split('\n'));
        var line = Enumerable.Range(0, Math.Max(before.Length, now.Length)).First(i => before.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        return $"Line {line + 1} was «{before.ElementAtOrDefault(line)}» and is «{now.ElementAtOrDefault(line)}»";
    }
}
