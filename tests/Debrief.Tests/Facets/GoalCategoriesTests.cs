using Debrief.Facets.Rules;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class GoalCategoriesTests
{
    [Theory]
    [InlineData("fix the broken cart", "debug_fix")]
    [InlineData("implement a wish list", "implement_feature")]
    [InlineData("refactor the store", "refactor")]
    [InlineData("write tests for the cart", "write_tests")]
    [InlineData("review this change", "review_code")]
    [InlineData("explain the cart to me", "understand_code")]
    [InlineData("commit and push", "git_ops")]
    [InlineData("install the GitHub CLI", "configure_system")]
    [InlineData("compare the two payment providers", "research")]
    [InlineData("draft a changelog", "write_content")]
    [InlineData("let's plan the next release", "plan_design")]
    [InlineData("deploy it", "deploy_release")]
    [InlineData("plot the sales by month", "data_analysis")]
    [InlineData("email the customers", "communicate")]
    [InlineData("tidy my downloads", "file_organise")]
    [InlineData("is everything healthy? audit the server", "status_check")]
    [InlineData("修复购物车", "debug_fix")]
    public void The_first_word_for_a_kind_of_work_decides(string prompt, string category) =>
        Assert.Equal([category], Of(Talk.Human(prompt)));

    [Fact]
    public void A_word_within_another_is_none() => Assert.Empty(Of(Talk.Human("the prefix of my padding")));

    [Fact]
    public void What_refines_or_accepts_is_no_new_ask() =>
        Assert.Equal(["implement_feature"], Of(Talk.Human("add a wish list"), Talk.Assistant("Added."), Talk.Human("no, add it to the header"), Talk.Human("yes")));

    [Fact]
    public void Another_ask_of_the_same_kind_counts() =>
        Assert.Equal(["implement_feature", "implement_feature"], Of(Talk.Human("add a wish list"), Talk.Assistant("Added."), Talk.Human("add a search box")));

    [Fact]
    public void A_question_is_of_the_kind_of_what_was_looked_at()
    {
        Assert.Equal(["understand_code"], Of(Talk.Human("who calls this?"), Talk.Call("Grep", "{}")));
        Assert.Equal(["research"], Of(Talk.Human("who else sells these?"), Talk.Call("WebSearch", "{}")));
        Assert.Empty(Of(Talk.Human("who else sells these?")));
    }

    [Fact]
    public void Where_nothing_was_asked_the_counts_are_null() => Assert.Null(Talk.Of(Talk.Human("hm")).Facets().GoalCategories);

    static IEnumerable<string> Of(params object[] said) => GoalCategories.In(Turn.Of(Talk.Of(said))).Select(ask => ask.Category);
}
