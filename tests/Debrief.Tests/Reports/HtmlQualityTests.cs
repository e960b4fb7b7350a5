using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Debrief.Insights;
using Debrief.Insights.Months;
using Debrief.Reports;

namespace Debrief.Tests.Reports;

/// <summary>What a page that is forwarded must be.</summary>
public sealed partial class HtmlQualityTests
{
    const int Largest = 300 * 1024;

    [Fact]
    public void The_largest_report_stays_below_300_KB()
    {
        var week = Invented.Rich();
        var much = week.Now with
        {
            RelationshipPulse = week.Now.RelationshipPulse with { People = [.. Enumerable.Range(1, 5000).Select(i => new PersonPulse($"Somebody with a rather long name, the {i}th of them all and more", 9, [1, 2, 3, 4, 5, 6], DateTimeOffset.UnixEpoch, "drafted_message"))] },
            AttentionMap = [.. Enumerable.Range(1, 5000).Select(i => week.Now.AttentionMap[0] with { Business = $"b{i}", Name = new string('x', 500) })],
            SkillsGap = new([.. Enumerable.Range(1, 5000).Select(i => new Count($"skill-{i}-{new string('s', 200)}", i))], [.. Enumerable.Range(1, 5000).Select(i => new Count($"used-{i}-{new string('s', 200)}", i))], 5000),
            TopFriction = week.Now.TopFriction with { Incidents = [.. Enumerable.Repeat(week.Now.TopFriction.Incidents[0] with { Quote = new string('q', 100_000) }, 5)] },
            DeepDive = new([], [], [.. Enumerable.Range(1, 5000).Select(i => new SkillReturn($"used-{i}", i, null))], [.. Enumerable.Range(1, 5000).Select(i => new PersonWeeks($"Person {i}", [1, 2, 3, 4, 5]))]),
        };

        var bytes = Encoding.UTF8.GetByteCount(HtmlReport.Render(week with { Now = much }, Invented.Alex));

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes / 1024} KB");
        Assert.InRange(bytes, 1, Largest);
    }

    /// <summary>WCAG AA: 4.5 for text, 3 for what is drawn.</summary>
    [Theory]
    [InlineData("ink", "paper", 4.5), InlineData("ink", "card", 4.5), InlineData("ink", "quiet", 4.5), InlineData("soft", "paper", 4.5), InlineData("soft", "card", 4.5), InlineData("soft", "quiet", 4.5), InlineData("good", "card", 4.5), InlineData("bad", "card", 4.5)]
    [InlineData("supportive", "card", 4.5), InlineData("aligned", "card", 3), InlineData("neutral", "card", 3), InlineData("drift", "card", 3), InlineData("missed", "card", 3), InlineData("aligned", "quiet", 3), InlineData("drift", "quiet", 3), InlineData("missed", "quiet", 3)]
    public void Colours_are_told_apart_in_light_and_dark(string front, string back, double least)
    {
        foreach (var theme in Root().Matches(Stylesheet.Css).Select(match => Colours(match.Value)))
            Assert.True(Contrast(theme[front], theme[back]) >= least, $"{front} {theme[front]} on {back} {theme[back]}: {Contrast(theme[front], theme[back]):0.00}");
    }

    [Fact]
    public void There_are_two_themes() => Assert.Equal(2, Root().Count(Stylesheet.Css));

    [Fact]
    public void Whatever_is_drawn_stands_there_as_text_too()
    {
        var page = new HtmlParser().ParseDocument(HtmlReport.Render(Invented.Rich(), Invented.Alex));

        foreach (var drawn in page.QuerySelectorAll("[role=img]"))
        {
            var numbers = Digits().Matches(drawn.GetAttribute("aria-label")!).Select(match => match.Value).Distinct();
            var section = drawn.Closest("section")!.TextContent;
            Assert.All(numbers, number => Assert.Contains(number, section));
        }
    }

    [Fact]
    public void Headings_go_down_a_step_at_a_time()
    {
        var page = new HtmlParser().ParseDocument(HtmlReport.Render(Invented.Rich(), Invented.Alex));
        var levels = page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} is followed by h{pair.Second}"));
    }

    static Dictionary<string, string> Colours(string css) => Colour().Matches(css).DistinctBy(match => match.Groups["name"].Value).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["hex"].Value);

    static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    static double Luminance(string hex)
    {
        var channels = Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0).Select(c => c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToList();
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Root();

    [GeneratedRegex("--(?<name>[a-z]+): #(?<hex>[0-9a-f]{6})")]
    private static partial Regex Colour();

    [GeneratedRegex(@"\d+(?:[.,]\d+)*")]
    private static partial Regex Digits();
}
