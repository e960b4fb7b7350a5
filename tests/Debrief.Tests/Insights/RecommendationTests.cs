using Debrief.Insights;

namespace Debrief.Tests.Insights;

public sealed class RecommendationOnSqlite() : RecommendationTests(new Sqlite());

public abstract class RecommendationTests(TestDatabase kind) : InsightsTests(kind)
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
        await Add(Some.Facet() with { SkillsMissed = ["compose"] });
        await Add(Some.Facet() with { SkillsMissed = ["compose", "file-this"] });
        await Add(Some.Facet() with { SkillsMissed = [] });

        Assert.Equal("2 of 3 sessions did by hand what it does.", await Why());
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
    public async Task Retry_loops_should_be_broken()
    {
        await Add(Some.Facet() with { RetryLoops = 3 });

        Assert.Equal("3 retry loops in 1 session since 2026-03-02.", await Why());
    }

    [Theory]
    [InlineData("EditMismatch")]
    [InlineData("edit_mismatch")]
    public async Task The_most_frequent_failure_should_be_prevented(string failure)
    {
        await Add(Some.Session() with { Tools = Some.Counts(("Edit", 40)), ToolFailures = Some.Counts((failure, 5), ("Other", 1)) }, Some.Facet());

        var recommendation = Assert.Single((await Now()).Recommendations);
        Assert.Equal("Let files be read again before they are edited, and formatters run last", recommendation.Title);
        Assert.Equal("5 of 6 failed tool calls were of the class edit mismatch; 15 % of 40 calls failed.", recommendation.Why);
    }

    [Fact]
    public async Task Compaction_should_be_avoided()
    {
        await Add(Some.Session() with { Compactions = 4 }, Some.Facet());

        Assert.Equal("The context was compacted 4 times in 1 session; what was said before is then known only in summary.", await Why());
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
        Assert.Equal("Reach for the skill compose", titles[0]);
    }

    async Task<string?> Why() => (await Now()).Recommendations.SingleOrDefault()?.Why;
}
