using Debrief.Insights;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class RecommendationOnSqlite() : RecommendationTests(new Sqlite());
public sealed class RecommendationOnPostgres() : RecommendationTests(new Postgres());

public abstract class RecommendationTests(TestDatabase on) : InsightsTests(on)
{
    [Fact]
    public async Task Good_figures_speak_for_nothing()
    {
        for (var i = 0; i < 6; i++)
            await Add(Some.Facet() with { PriorityAlignment = "aligned", SkillsMissed = i == 0 ? ["compose"] : [] });

        Assert.Empty((await Now()).Recommendations);
    }

    [Theory]
    [InlineData(4, 1, null)]
    [InlineData(3, 1, "Only 3 of 4 sessions of more than five messages have facets.")]
    [InlineData(0, 1, "Only 0 of 1 session of more than five messages have facets.")]
    public async Task Missing_facets_should_be_extracted(int extracted, int missing, string? why)
    {
        for (var i = 0; i < extracted; i++)
            await Add(Some.Facet());
        for (var i = 0; i < missing; i++)
            await Add(Some.Session());

        Assert.Equal(why, await Why());
    }

    [Fact]
    public async Task A_skill_that_is_missed_often_should_be_used()
    {
        await Add(Some.Session() with { Title = "Letter to Sam" }, Some.Facet() with { SkillsMissed = ["compose"] });
        await Add(Some.Facet() with { SkillsMissed = ["compose", "file-this"] });
        await Add(Some.Facet() with { SkillsMissed = [] });

        var recommendation = Assert.Single((await Now()).Recommendations);
        Assert.Equal(("Start with /compose: it drafts letters", "2 of 3 sessions did by hand what it does: Letter to Sam."), (recommendation.Title, recommendation.Why));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "2 of 6 judged sessions (33 %) served no stated priority.")]
    public async Task Drift_above_a_fifth_should_be_decided_on(int drift, string? why)
    {
        for (var i = 0; i < drift + 4; i++)
            await Add(Some.Facet() with { PriorityAlignment = i < drift ? "drift" : "neutral" });

        Assert.Equal(why, await Why());
    }

    [Fact]
    public async Task The_tool_of_retry_loops_should_have_a_substitute()
    {
        await Add(Loop("mcp__browser__extract_pdf", "Venue agreement"), Some.Facet() with { RetryLoops = 1, Evidence = [Some.Evidence("loop_detected", "Error in extract_pdf: empty", "tool")] });
        await Add(Loop("mcp__browser__extract_pdf", "Sponsor packet"), Some.Facet() with { RetryLoops = 2 });

        var recommendation = Assert.Single((await Now()).Recommendations);
        Assert.Equal("Write into CLAUDE.md what to use instead when mcp__browser__extract_pdf fails twice", recommendation.Title);
        Assert.Equal("It was called 8 times in 2 sessions and failed in 3 retry loops: Venue agreement; Sponsor packet.", recommendation.Why);
    }

    [Fact]
    public async Task Retry_loops_of_a_tool_that_cannot_be_told_give_no_advice()
    {
        await Add(Loop("Bash", "Two suspects") with { Tools = Some.Counts(("Bash", 4), ("Edit", 4)) }, Some.Facet() with { RetryLoops = 3 });

        Assert.Empty((await Now()).Recommendations);
    }

    [Fact]
    public async Task What_was_said_again_in_another_session_should_be_written_down()
    {
        foreach (var title in new[] { "April newsletter", "April special" })
            await Add(Some.Session() with { Title = title }, Some.Facet() with { Evidence = [Some.Evidence("misunderstanding", "I meant the member template", who: "assistant")] });

        var recommendation = Assert.Single((await Now()).Recommendations);
        Assert.Equal("Write into CLAUDE.md what you had to say again: “I meant the member template”", recommendation.Title);
        Assert.Matches("^2 misunderstandings in 2 sessions: April (newsletter; April special|special; April newsletter).$", recommendation.Why);
    }

    [Fact]
    public async Task A_failure_without_a_known_remedy_gives_no_advice()
    {
        await Add(Some.Session() with { Tools = Some.Counts(("WebFetch", 20)), ToolFailures = Some.Counts(("network", 9)) }, Some.Facet());

        Assert.Empty((await Now()).Recommendations);
    }

    [Theory]
    [InlineData("EditMismatch")]
    [InlineData("edit_mismatch")]
    public async Task The_most_frequent_failure_should_be_prevented(string failure)
    {
        await Add(Some.Session() with { Title = "Fix the build", Tools = Some.Counts(("Edit", 40)), ToolFailures = Some.Counts((failure, 5), ("Other", 1)) }, Some.Facet());

        var recommendation = Assert.Single((await Now()).Recommendations);
        Assert.Equal("Let a file be read again right before it is edited", recommendation.Title);
        Assert.Equal("5 of 40 tool calls failed with edit mismatch: Fix the build.", recommendation.Why);
    }

    [Fact]
    public async Task Compaction_should_be_avoided()
    {
        await Add(Some.Session() with { Compactions = 4 }, Some.Facet());

        Assert.Equal("The context was compacted 4 times in 1 session.", await Why());
    }

    [Fact]
    public async Task There_are_three_at_most()
    {
        for (var i = 0; i < 5; i++)
        {
            await Add(Some.Session() with { Compactions = 4, Tools = Some.Counts(("Bash", 9)), ToolFailures = Some.Counts(("CommandFailed", 5)) },
                Some.Facet() with { PriorityAlignment = "drift", SkillsMissed = ["compose"], RetryLoops = 3 });
        }

        var titles = (await Now()).Recommendations.Select(recommendation => recommendation.Title).ToList();

        Assert.Equal(3, titles.Count);
        Assert.Equal("Start with /compose: it drafts letters", titles[0]);
    }

    static Debrief.Sessions.Session Loop(string tool, string title) => Some.Session() with
    {
        Title = title,
        Tools = Some.Counts((tool, 4), ("mcp__browser__open", 1)),
        ToolFailures = Some.Counts(("network", 4)),
        McpFailures = tool.StartsWith("mcp__") ? 4 : 0,
    };

    async Task<string?> Why() => (await Now()).Recommendations.SingleOrDefault()?.Why;
}
