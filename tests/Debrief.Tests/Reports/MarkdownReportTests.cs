using System.Text.RegularExpressions;
using Debrief.Reports;

namespace Debrief.Tests.Reports;

public sealed partial class MarkdownReportTests
{
    public static TheoryData<string> Payloads => Hostile.Payloads;

    [Theory, MemberData(nameof(Payloads))]
    public void Foreign_text_stays_text(string payload)
    {
        var report = MarkdownReport.Render(Hostile.Week(payload), Hostile.Profile(payload));

        Assert.DoesNotMatch(@"(?<!\\)<", report);
        Assert.DoesNotMatch(@"(?<!\\)\](\(|:)", report);
        Assert.DoesNotMatch(@"(?i)javascript:|https?://|www\.|mailto:", report);
        Assert.DoesNotMatch(@"@\w|#\d", report);
        Assert.DoesNotContain("\r", report);
        Assert.Equal(Shape(MarkdownReport.Render(Hostile.Week("harmless"), Hostile.Profile("harmless"))), Shape(report));
    }

    [Theory]
    [InlineData("# a", "\\# a")]
    [InlineData("- a", "\\- a")]
    [InlineData("12. a", "12\\. a")]
    [InlineData("1.3 per session", "1.3 per session")]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<b>", "\\<b\\>")]
    [InlineData("[x](y)", "\\[x\\](y)")]
    [InlineData("a\nb", "a b")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("@all", "@\u200Ball")]
    public void Each_sign_loses_its_meaning(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));

    [Theory]
    [InlineData("/compose", "`/compose`")]
    [InlineData("/a`b", "/a\\`b")]
    public void Only_what_looks_like_a_command_is_set_as_code(string name, string text) => Assert.Equal(text, MarkdownText.Command(name));

    /// <summary>What each line is: heading, item, row with so many cells, quote, text.</summary>
    static IEnumerable<string> Shape(string report) => report.Split('\n').Select(line =>
        $"{Start().Match(line).Value.Trim()} {Cell().Count(line)}");

    [GeneratedRegex(@"^(?:#{1,6}\s|-\s|-{3,}|\d+[.)]\s|>|\||=+$|\+\s|```)")]
    private static partial Regex Start();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cell();
}
