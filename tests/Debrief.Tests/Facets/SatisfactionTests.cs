using Debrief.Facets.Rules;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class SatisfactionTests
{
    [Theory]
    [InlineData("Thanks, that was quick", "satisfied")]
    [InlineData("perfect!", "satisfied")]
    [InlineData("Yes exactly, ship it", "satisfied")]
    [InlineData("I like option 1", "satisfied")]
    [InlineData("谢谢", "satisfied")]
    [InlineData("danke dir", "satisfied")]
    [InlineData("yes", "likely_satisfied")]
    [InlineData("2", "likely_satisfied")]
    [InlineData("b)", "likely_satisfied")]
    [InlineData("ok let's create your proposed form", "likely_satisfied")]
    [InlineData("now commit it", "likely_satisfied")]
    [InlineData("好的", "likely_satisfied")]
    [InlineData("rename the button as well", "likely_satisfied")]
    [InlineData("but this means the hooks run twice", "dissatisfied")]
    [InlineData("wouldn't it be better to keep the commits?", "dissatisfied")]
    [InlineData("no, the other one", "dissatisfied")]
    [InlineData("the button still doesn't work", "dissatisfied")]
    [InlineData("Thanks, but that's wrong", "dissatisfied")]
    [InlineData("это не работает", "dissatisfied")]
    [InlineData("WTF!@! shut it down!", "frustrated")]
    [InlineData("what are you doing...??", "frustrated")]
    public void Plain_words_tell_how_content_a_person_is(string words, string value) =>
        Assert.Equal(value, Satisfaction.Of(Talk.Then(words))?.Value);

    [Theory]
    [InlineData("What does the cart do with empty orders?")]
    [InlineData("please write a page about our great products")]
    [InlineData("describe the wrapper")]
    [InlineData("Implement the following plan:\n# No more wrong totals\nThey shouldn't be rounded.")]
    [InlineData("```\nthanks, perfect\n```")]
    [InlineData("> this is wrong")]
    [InlineData("x1")]
    public void A_question_a_new_topic_or_pasted_words_say_nothing(string words) =>
        Assert.Null(Satisfaction.Of(Talk.Then(words)));

    [Fact]
    public void Words_of_Claude_Code_for_a_question_that_is_to_be_talked_over_are_nobody_s() =>
        Assert.Null(Satisfaction.Of(Talk.Then("The user wants to clarify these questions.\n    This means they may have additional information", PromptReason.RejectionReason)));

    [Fact]
    public void The_first_message_is_content_with_nothing_yet() =>
        Assert.Null(Satisfaction.Of(Talk.LastTurn(Talk.Human("ok, build the shop page"))));

    [Fact]
    public void No_problem_is_no_refusal() => Assert.NotEqual("dissatisfied", Satisfaction.Of(Talk.Then("no problem, go on"))?.Value);

    [Fact]
    public void The_same_ask_a_third_time_is_frustration()
    {
        var asked = Talk.Human("make the header blue again");

        Assert.Equal("frustrated", Satisfaction.Of(Talk.LastTurn(asked, Talk.Assistant("ok"), asked, Talk.Assistant("ok"), asked))?.Value);
        Assert.NotEqual("frustrated", Satisfaction.Of(Talk.LastTurn(asked, Talk.Assistant("ok"), asked))?.Value);
    }

    [Fact]
    public void A_pasted_error_is_dissatisfied_only_after_the_assistants_work()
    {
        var error = Talk.Human("panic: nil map in cart.go");

        Assert.Equal("dissatisfied", Satisfaction.Of(Talk.LastTurn(Talk.Human("add a cart"), Talk.Edit("/a/cart.go"), error))?.Value);
        Assert.Null(Satisfaction.Of(Talk.LastTurn(Talk.Human("look at this"), Talk.Assistant("I see."), error)));
    }

    [Fact]
    public void A_rejection_with_a_reason_is_dissatisfied() =>
        Assert.Equal("dissatisfied", Satisfaction.Of(Talk.Then("add it to the existing list", PromptReason.RejectionReason))?.Value);
}
