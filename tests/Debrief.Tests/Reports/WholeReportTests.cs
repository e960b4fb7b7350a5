using Debrief.Insights;
using Debrief.Reports;
using Debrief.Tests.Support;

namespace Debrief.Tests.Reports;

public sealed class WholeReportTests
{
    [Fact]
    public void A_full_week_in_HTML() => Verified.Check(HtmlReport.Render(Invented.Rich(), Invented.Alex), "full-week.html");

    [Fact]
    public void A_full_week_in_Markdown() => Verified.Check(MarkdownReport.Render(Invented.Rich(), Invented.Alex), "full-week.md");

    [Fact]
    public void A_full_week_on_Discord() => Verified.Check(DiscordReport.Render(Invented.Rich(), Invented.Alex), "full-week.txt");

    [Fact]
    public void An_empty_week_in_HTML() => Verified.Check(HtmlReport.Render(Invented.Empty(), new()), "empty-week.html");

    [Fact]
    public void An_empty_week_in_Markdown() => Verified.Check(MarkdownReport.Render(Invented.Empty(), new()), "empty-week.md");

    [Fact]
    public void An_empty_week_on_Discord() => Verified.Check(DiscordReport.Render(Invented.Empty(), new()), "empty-week.txt");

    [Fact]
    public void Sessions_without_facets_in_HTML() => Verified.Check(HtmlReport.Render(Invented.Unjudged(), Invented.Alex), "without-facets.html");

    [Fact]
    public void Sessions_without_facets_in_Markdown() => Verified.Check(MarkdownReport.Render(Invented.Unjudged(), Invented.Alex), "without-facets.md");

    [Fact]
    public void A_quiet_period_tells_what_ran_by_itself_and_how_the_one_before_was()
    {
        var quiet = Invented.Rich() with { Now = Invented.Nothing() with { Summary = Invented.Nothing().Summary with { AutomatedSessions = 12 } } };

        Assert.Contains("""
            **No session of yours ended in this week**, 2–8 February 2026. 12 automated sessions did.
            - **The week before had 37 sessions** and 17 h 30 m of active time.
            """, MarkdownReport.Render(quiet, Invented.Alex));
        Assert.DoesNotContain("|", MarkdownReport.Render(quiet, Invented.Alex));
    }

    [Theory]
    [InlineData("weekly", 7, "in this week", "the week before")]
    [InlineData("monthly", 28, "in this month", "the month before")]
    [InlineData("custom", 1, "on this day", "the day before")]
    [InlineData("custom", 7, "in this week", "the week before")]
    [InlineData("custom", 8, "in these 8 days", "the 8 days before")]
    public void Sentences_call_the_period_what_it_is(string type, int days, string during, string before)
    {
        var text = new ReportText(Invented.Empty() with { Period = new(type, new(2026, 2, 1), new DateOnly(2026, 2, 1).AddDays(days), TimeZoneInfo.Utc) }, new());

        Assert.StartsWith($"No session of yours ended {during}", text.AtAGlance[0].Lead);
        Assert.Equal((during, before), (text.During, text.TheOneBefore));
    }

    [Theory]
    [InlineData("weekly", "2026-02-02", "2026-02-09", "Your week, 2–8 February 2026", "Week of Feb 2")]
    [InlineData("weekly", "2025-12-29", "2026-01-05", "Your week, 29 December 2025 – 4 January 2026", "Week of Dec 29")]
    [InlineData("monthly", "2026-02-01", "2026-03-01", "Your month, February 2026", "February 2026")]
    [InlineData("monthly", "2026-01-15", "2026-02-15", "Your month, 15 January – 14 February 2026", "Jan 15 – Feb 14")]
    [InlineData("custom", "2026-02-01", "2026-02-08", "Your week, 1–7 February 2026", "Week of Feb 1")]
    [InlineData("custom", "2026-02-01", "2026-02-11", "Your 10 days, 1–10 February 2026", "Feb 1 – Feb 10")]
    [InlineData("custom", "2026-02-03", "2026-02-04", "Your day, 3 February 2026", "Feb 3")]
    public void Every_format_names_the_period(string type, string first, string end, string title, string heading)
    {
        var insights = Invented.Rich() with { Period = new Period(type, DateOnly.Parse(first), DateOnly.Parse(end), TimeZoneInfo.Utc) };

        Assert.Contains($"<h1>{title}</h1>", HtmlReport.Render(insights, Invented.Alex));
        Assert.StartsWith($"# {title}\n", MarkdownReport.Render(insights, Invented.Alex));
        Assert.StartsWith($"**Andy Insights — {heading}**\n", DiscordReport.Render(insights, Invented.Alex));
    }
}
