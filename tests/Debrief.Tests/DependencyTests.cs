using System.Text.RegularExpressions;

namespace Debrief.Tests;

/// <summary>The picture of docs/architecture.md is that of the source.</summary>
public sealed partial class DependencyTests
{
    static readonly string Root = FindRoot();
    static readonly string Source = Path.Combine(Root, "src", "Debrief");

    [Fact]
    public void Folders_use_each_other_as_the_architecture_says_and_no_other_way()
    {
        var documented = Documented().SelectMany(folder => folder.Value.Select(used => $"{folder.Key} → {used}")).Order().ToList();
        var found = Folders().SelectMany(folder => UsedBy(folder).Select(used => $"{folder} → {used}")).Order().ToList();

        Assert.Equal([], found.Except(documented).Select(arrow => $"{arrow} isn't in docs/architecture.md"));
        Assert.Equal([], documented.Except(found).Select(arrow => $"{arrow} isn't in the source any more"));
    }

    [Fact]
    public void Every_folder_has_its_row_and_its_paragraph()
    {
        var text = File.ReadAllText(Path.Combine(Root, "docs", "architecture.md"));

        Assert.Equal(Folders().Order(), Documented().Keys.Order());
        Assert.All(Folders(), folder => Assert.Contains($"**{folder}**", text));
    }

    [Fact]
    public void The_arrows_make_no_circle()
    {
        var left = Documented();
        while (left.Keys.FirstOrDefault(folder => !left[folder].Exists(left.ContainsKey)) is { } free)
            left.Remove(free);

        Assert.Empty(left.Keys);
    }

    static IEnumerable<string> Folders() =>
        Directory.GetDirectories(Source).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj" or "Properties"));

    static Dictionary<string, List<string>> Documented() => File.ReadLines(Path.Combine(Root, "docs", "architecture.md"))
        .Select(line => Row().Match(line))
        .Where(match => match.Success)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList());

    /// <summary>By a using line, or by a name written out.</summary>
    static IEnumerable<string> UsedBy(string folder)
    {
        var folders = Folders().ToHashSet();
        return Directory.GetFiles(Path.Combine(Source, folder), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .SelectMany(file => Name().Matches(Comment().Replace(File.ReadAllText(file), "")))
            .Select(match => match.Groups[1].Value)
            .Where(name => name != folder && folders.Contains(name))
            .Distinct();
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Debrief.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex(@"^\| ([A-Z]\w+) \| ?([\w, ]*?) ?\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\bDebrief\.([A-Z]\w+)")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
