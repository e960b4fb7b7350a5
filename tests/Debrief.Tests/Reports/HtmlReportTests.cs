using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports;

namespace Debrief.Tests.Reports;

public sealed class HtmlReportTests
{
    public static TheoryData<string> Payloads => Hostile.Payloads;

    [Theory, MemberData(nameof(Payloads))]
    public void Foreign_text_is_shown_as_text(string payload)
    {
        var page = Parsed(Hostile.Week(payload), Hostile.Profile(payload));

        AssertInert(page);
        if (Foreign.Plain(payload, Foreign.Quote).Length > 0)
            Assert.Equal(Elements(Parsed(Hostile.Week("harmless"), Hostile.Profile("harmless"))), Elements(page));
        Assert.Contains(Foreign.Plain(payload, Foreign.Quote), page.QuerySelector("blockquote p")!.TextContent);
    }

    [Fact]
    public void Nothing_runs_and_nothing_is_fetched()
    {
        AssertInert(Parsed(Invented.Rich(), Invented.Alex));
        AssertInert(Parsed(Invented.Empty(), new()));
    }

    [Fact]
    public void The_policy_forbids_what_the_page_does_not_need() =>
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; img-src data:",
            Parsed(Invented.Rich(), Invented.Alex).QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"));

    [Fact]
    public void The_sections_stand_in_the_order_of_the_plan()
    {
        string[] plan =
        [
            "At a Glance", "Where Your Attention Went", "Priority Alignment", "Friction Highlights", "Skills Gap Alert", "Relationship Pulse", "System Health", "Recommendations",
        ];

        Assert.Equal(plan, Headings(Invented.Rich()));
        Assert.Equal(["At a Glance"], Headings(Invented.Empty()));

        IEnumerable<string> Headings(PeriodInsights insights) =>
            Parsed(insights, Invented.Alex).QuerySelectorAll("main > section > h2, main > .two > section > h2").Select(h => h.TextContent).Where(plan.Contains);
    }

    [Fact]
    public void Those_who_hear_the_page_get_its_structure()
    {
        var page = Parsed(Invented.Rich(), Invented.Alex);

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.All(["header", "main", "footer"], landmark => Assert.Single(page.QuerySelectorAll($"body > {landmark}")));
        Assert.All(page.QuerySelectorAll("section"), s => Assert.NotNull(page.GetElementById(s.GetAttribute("aria-labelledby")!)));
        Assert.All(page.QuerySelectorAll("img, svg, [role=img]"), image => Assert.False(string.IsNullOrWhiteSpace(image.GetAttribute("aria-label"))));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
        Assert.All(page.QuerySelectorAll("td"), cell => Assert.NotNull(cell.ParentElement!.QuerySelector("th[scope=row]")));
    }

    [Fact]
    public void The_same_figures_give_the_same_bytes() =>
        Assert.Equal(HtmlReport.Render(Invented.Rich(), Invented.Alex), HtmlReport.Render(Invented.Rich(), Invented.Alex));

    [Fact]
    public void A_long_list_is_cut_and_says_so()
    {
        var week = Invented.Rich();
        var people = Enumerable.Range(1, 500).Select(i => new PersonPulse($"Person {i}", 1, [0, 0, 0, 0, 0, 1], null, null)).ToList();

        var page = Parsed(week with { Now = week.Now with { RelationshipPulse = week.Now.RelationshipPulse with { People = people } } }, Invented.Alex);

        Assert.Equal(20, page.QuerySelectorAll(".rows tbody tr").Length);
        Assert.Contains("and 480 more", page.QuerySelector("section[aria-labelledby=people]")!.TextContent);
    }

    static void AssertInert(IDocument page)
    {
        string[] forbidden = ["script", "iframe", "object", "embed", "link", "base", "form", "img", "a", "audio", "video"];
        Assert.DoesNotContain(page.All, e => forbidden.Contains(e.LocalName));
        var attributes = page.All.SelectMany(e => e.Attributes).ToList();
        Assert.DoesNotContain(attributes, a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name is "href" or "src" or "srcset" or "action" or "xlink:href");
        Assert.DoesNotContain(attributes, a => a.Name == "style" && (a.Value.Contains("url(") || a.Value.Contains(':') is false));
        var css = page.QuerySelector("style")!.TextContent;
        Assert.DoesNotContain("url(", css);
        Assert.DoesNotContain("@import", css);
    }

    static IEnumerable<string> Elements(IDocument page) => page.All.Select(e => e.LocalName);

    static IDocument Parsed(PeriodInsights insights, UserProfile profile) => new HtmlParser().ParseDocument(HtmlReport.Render(insights, profile));
}
