using Debrief.Facets.Rules;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class GoalTests
{
    [Theory]
    [InlineData("fix the cart", "fix the cart")]
    [InlineData("  Fix   the\nshopping cart. Then push it.", "Fix the shopping cart.")]
    [InlineData("<b>Fix</b> the <a href='x'>cart</a>", "Fix the cart")]
    [InlineData("see shop.acme.org and fix v1.2 of it", "see shop.acme.org and fix v1.2 of it")]
    [InlineData("fix a < b and c > d", "fix a < b and c > d")]
    [InlineData("/deploy the shop", "/deploy the shop")]
    public void The_goal_is_the_first_sentence_on_one_line(string prompt, string goal) =>
        Assert.Equal(goal, Goal.Of(Turn.Of(Talk.Of(Talk.Human(prompt)))));

    [Fact]
    public void A_greeting_and_an_answer_are_no_goal()
    {
        Assert.Equal("fix the cart", Goal.Of(Turn.Of(Talk.Of(Talk.Human("Hello Claude!"), Talk.Human("Option A", PromptReason.Answer), Talk.Human("fix the cart")))));
        Assert.Null(Goal.Of(Turn.Of(Talk.Of(Talk.Human("hi"), Talk.Human("?")))));
    }

    [Fact]
    public void A_long_goal_is_cut_between_words()
    {
        var goal = Goal.Of(Turn.Of(Talk.Of(Talk.Human(string.Concat(Enumerable.Repeat("word ", 100))))))!;

        Assert.InRange(goal.Length, 150, 200);
        Assert.EndsWith("word…", goal);
    }

    [Fact]
    public void What_machines_say_is_no_goal() =>
        Assert.Null(Goal.Of(Turn.Of(Talk.Of(Talk.Human("/clear", PromptReason.BuiltInCommand), Talk.Assistant("fix the cart")))));
}
