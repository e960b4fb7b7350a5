using Debrief.Facets.Rules;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class CorrectionsTests
{
    [Theory]
    [InlineData("no don't set it, let's see")]
    [InlineData("No, I meant the other file")]
    [InlineData("Wait, use the map")]
    [InlineData("I’d personally prefer a map here")]
    [InlineData("let's not make this change in this branch")]
    [InlineData("nein, die andere Datei")]
    [InlineData("but we do track several sessions, how is that working?")]
    [InlineData("不是这个文件")]
    public void A_redirection_is_a_correction(string words) => Assert.NotNull(Corrections.Of(Talk.Then(words)));

    [Theory]
    [InlineData("yes, go ahead")]
    [InlineData("no problem, thanks")]
    [InlineData("nothing else, push it")]
    [InlineData("mise run test is failing")]
    [InlineData("but first push it")]
    [InlineData("Implement the following plan:\n# Totals\nUse this instead of that.")]
    [InlineData("how does the stop button work?")]
    public void What_redirects_nothing_is_none(string words) => Assert.Null(Corrections.Of(Talk.Then(words)));

    [Fact]
    public void The_first_message_corrects_nothing() => Assert.Null(Corrections.Of(Talk.LastTurn(Talk.Human("no colours in the log, please"))));

    [Fact]
    public void A_rejection_with_a_reason_is_one() => Assert.NotNull(Corrections.Of(Talk.Then("Entire Inc.", PromptReason.RejectionReason)));

    [Fact]
    public void A_question_that_is_to_be_talked_over_is_none() => Assert.Null(Corrections.Of(Talk.Then("The user wants to clarify these questions.", PromptReason.RejectionReason)));

    [Fact]
    public void An_answer_to_a_question_is_none() => Assert.Null(Corrections.Of(Talk.Then("No, keep it", PromptReason.Answer)));

    [Fact]
    public void An_interruption_followed_by_another_direction_is_one() =>
        Assert.NotNull(Corrections.Of(Talk.LastTurn(Talk.Human("push it"), Talk.Assistant("Pushing"), Talk.Interruption(), Talk.Human("first look at the index"))));

    [Theory]
    [InlineData("continue")]
    [InlineData("push it to the main branch now")]
    public void An_interruption_to_go_on_or_to_retype_is_none(string next) =>
        Assert.Null(Corrections.Of(Talk.LastTurn(Talk.Human("push it to the main branch"), Talk.Assistant("Pushing"), Talk.Interruption(), Talk.Human(next))));
}
