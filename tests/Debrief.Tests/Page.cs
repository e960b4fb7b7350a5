using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Debrief.Tests;

/// <summary>A page of the documentation, in Markdown.</summary>
sealed partial record Page(string Text)
{
    static readonly string[] NotOurs = ["bin", "obj", "artifacts", ".tools", "node_modules", "tests"];

    public static string Root { get; } = FindRoot();

    /// <summary>All pages, by their paths in the repository.</summary>
    public static TheoryData<string> All => [.. Below(Root).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    public static Page Read(string page) => new(File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n"));

    public string WithoutCode => Inline().Replace(Block().Replace(Text, ""), "");

    /// <summary>The names that a link may end with, one a heading.</summary>
    public IEnumerable<string> Anchors => Heading().Matches(Text).Select(heading => NotInAnchors().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>What stands behind "debrief" in blocks of shell lines, and in inline code that begins with it.</summary>
    public IEnumerable<string> CommandLines =>
        Block().Matches(Text).SelectMany(block => ShellLine().Matches(block.Value)).Concat(InlineCommand().Matches(Block().Replace(Text, "")))
            .Select(line => line.Groups["arguments"].Value.Trim());

    static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(folder, "*.md").Concat(Directory.EnumerateDirectories(folder).Where(child => !NotOurs.Contains(Path.GetFileName(child))).SelectMany(Below));

    static string FindRoot([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w -]")]
    private static partial Regex NotInAnchors();

    /// <summary>Up to a comment or a redirection.</summary>
    [GeneratedRegex(@"^(\$ )?(debrief|dotnet run --project src/Debrief( --)?)(?<arguments> [^#>|\n]*|)(?=$|[#>|])", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ShellLine();

    [GeneratedRegex(@"`debrief(?<arguments> [^`\n]*|)`")]
    private static partial Regex InlineCommand();
}
