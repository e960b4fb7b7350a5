using Debrief.Insights;
using Debrief.Reports;
using Debrief.Reports.Narratives;
using Debrief.Tests.Support;

namespace Debrief.Tests.Reports;

public sealed class SampleReportOnSqlite(SampleReportFromSqlite sample) : SampleReportTests(sample), IClassFixture<SampleReportFromSqlite>;
public sealed class SampleReportOnPostgres(SampleReportFromPostgres sample) : SampleReportTests(sample), IClassFixture<SampleReportFromPostgres>;

/// <summary>The last of the four invented weeks as a reader gets it: every stage at work, from the transcripts to the files.</summary>
public abstract class SampleReportTests(SampleReport sample)
{
    [Fact]
    public void In_HTML() => Verified.Check(sample.Render(ReportFormat.Html), "sample-week.html");

    [Fact]
    public void In_Markdown() => Verified.Check(sample.Render(ReportFormat.Markdown), "sample-week.md");

    [Fact]
    public void On_Discord() => Verified.Check(sample.Render(ReportFormat.Discord), "sample-week.txt");

    [Fact]
    public void A_month_in_HTML() => Verified.Check(sample.RenderMonth(ReportFormat.Html), "sample-month.html");

    [Fact]
    public void A_month_in_Markdown() => Verified.Check(sample.RenderMonth(ReportFormat.Markdown), "sample-month.md");

    [Fact]
    public void A_month_on_Discord() => Verified.Check(sample.RenderMonth(ReportFormat.Discord), "sample-month.txt");

    [Fact]
    public void With_a_model_s_sentences_in_HTML() => Verified.Check(sample.RenderNarrated(ReportFormat.Html, s_told), "narrated-week.html");

    [Fact]
    public void With_a_model_s_sentences_in_Markdown() => Verified.Check(sample.RenderNarrated(ReportFormat.Markdown, s_told), "narrated-week.md");

    /// <summary>A sentence a section, three for the first screen, and one that means to be more than text.</summary>
    static readonly Told s_told = new(Told.Names.ToDictionary(name => name, Sentences), "claude-sonnet-5", "v1", "en", Facts: 40, Written: 12, Dropped: 1, LeftOut: 0);

    static IReadOnlyList<string> Sentences(string section) => section switch
    {
        "at_a_glance" => ["A model begins with this.", "It goes on with that.", "And it ends the first screen."],
        "friction" => ["Of friction a model says this much.", "<script>alert(1)</script> [a link](javascript:alert(1)) *and* @everyone."],
        _ => [$"Of {section} a model says this much."],
    };

    /// <summary>As src/Debrief.Sample/README.md tells the story.</summary>
    [Fact]
    public void It_tells_the_story_that_was_invented()
    {
        var (now, before) = (sample.Insights.Now, sample.Insights.Before);

        Assert.Equal((34, 30), (now.Summary.Sessions, before.Summary.Sessions));
        Assert.Equal((13, 13), (now.Summary.AutomatedSessions, before.Summary.AutomatedSessions));
        Assert.Equal([1, 2, 4, 7], now.RelationshipPulse.People.Single(person => person.Name == "Dana Reyes").Weeks.TakeLast(4));
        // What was told with "no", and calls that were refused.
        Assert.Equal([5 + 1, 6 + 2, 6 + 2, 9 + 2], now.FrictionTrend.TakeLast(4).Select(week => week.Corrections));
        Assert.Equal([0, 0, 0, 3], now.FrictionTrend.TakeLast(4).Select(week => week.RetryLoops));
    }
}
