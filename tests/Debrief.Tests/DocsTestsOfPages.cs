using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Debrief.Tests;

/// <summary>What holds for every page that is written by hand.</summary>
public sealed partial class DocsTestsOfPages
{
    [Theory, MemberData(nameof(Page.All), MemberType = typeof(Page))]
    public void Every_relative_link_leads_somewhere(string page) =>
        Assert.All(Links(Page.Read(page).WithoutCode), link => Assert.True(Leads(page, link), $"{page} links to {link}, which isn't there."));

    [Theory, MemberData(nameof(Page.All), MemberType = typeof(Page))]
    public void No_page_names_a_folder_of_somebodys_machine_or_a_registry(string page) =>
        Assert.Empty(OnlyHere().Matches(Page.Read(page).Text).Select(match => match.Value));

    [Fact]
    public void The_changelog_has_the_current_version()
    {
        var version = XDocument.Load(Path.Combine(Page.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.Contains(Page.Read("CHANGELOG.md").Text.Split('\n'), line => line == $"## {version}" || line.StartsWith($"## {version} - ", StringComparison.Ordinal));
    }

    static IEnumerable<string> Links(string text) => Link().Matches(text)
        .Select(match => match.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    static bool Leads(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Path.GetRelativePath(Page.Root, Path.Combine(Page.Root, Path.GetDirectoryName(page)!, parts[0]));
        var isThere = Path.Exists(Path.Combine(Page.Root, target));
        return isThere && (parts.Length == 1 || Page.Read(target).Anchors.Contains(parts[1]));
    }

    [GeneratedRegex("""\]\((?<target>[^)\s]+)\)|\b(?:src|srcset|href)="(?<target>[^"]+)" """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w~.*])/(work|root|home/[a-z]+|Users/[a-z]+|tmp/tmp)[/.]\S*|C:\\Users\\[a-z]\S*|\bnuget\.org|\bnpmjs\.(org|com)", RegexOptions.ExplicitCapture)]
    private static partial Regex OnlyHere();
}
