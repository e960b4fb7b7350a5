using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class OutcomesTests
{
    [Fact]
    public void Praise_at_the_end_is_full_success()
    {
        var facet = Talk.Of(Talk.Human("fix the cart"), Talk.Edit("/a/cart.cs"), Talk.Assistant("Fixed."), Talk.Human("Perfect, thanks!")).Facets();

        Assert.Equal("fully_achieved", facet.Outcome);
        Assert.Contains(facet.Evidence, evidence => evidence is { Facet: "outcome", Speaker: "human", Quote: "Perfect, thanks!" });
    }

    [Theory]
    [InlineData("fix the cart.", "fix the cart. It was achieved.")]
    [InlineData("why is the cart empty?", "why is the cart empty? It was achieved.")]
    public void A_summary_is_whole_sentences(string asked, string summary) =>
        Assert.Equal(summary, Talk.Of(Talk.Human(asked), Talk.Edit("/a/cart.cs"), Talk.Assistant("Fixed."), Talk.Human("Perfect, thanks!")).Facets().BriefSummary);

    [Fact]
    public void A_claim_is_full_success_only_where_tests_passed_after_the_last_change()
    {
        Assert.Equal("fully_achieved", Talk.Of(Talk.Human("fix the cart"), Talk.Edit("/a/cart.cs"), Talk.Run("dotnet test", "12 passed"), Talk.Assistant("Done, it is fixed.")).Facets().Outcome);
        Assert.Equal("mostly_achieved", Talk.Of(Talk.Human("fix the cart"), Talk.Run("dotnet test", "12 passed"), Talk.Edit("/a/cart.cs"), Talk.Assistant("Done, it is fixed.")).Facets().Outcome);
    }

    [Fact]
    public void Notes_need_no_tests() =>
        Assert.Equal("fully_achieved", Talk.Of(Talk.Human("write up the plan"), Talk.Write("/a/docs/plan.md"), Talk.Assistant("Done. I wrote it down.")).Facets().Outcome);

    [Fact]
    public void Tests_that_fail_at_the_end_outweigh_a_claim()
    {
        var facet = Talk.Of(Talk.Human("fix the cart"), Talk.Edit("/a/cart.go"), Talk.Run("go test ./...", "--- FAIL: TestCart"), Talk.Assistant("Done!")).Facets();

        Assert.Equal("partially_achieved", facet.Outcome);
        Assert.Contains(facet.Evidence, evidence => evidence is { Facet: "outcome", Speaker: "tool" });
    }

    [Fact]
    public void No_failed_tests_are_no_failure() =>
        Assert.Equal("fully_achieved", Talk.Of(Talk.Human("fix the cart"), Talk.Edit("/a/cart.cs"), Talk.Run("dotnet test", "40 passed, 0 tests failed"), Talk.Assistant("Done.")).Facets().Outcome);

    [Fact]
    public void A_session_that_was_cut_short_is_achieved_in_part()
    {
        var passages = Talk.Of(Talk.Human("fix the cart"), Talk.Edit("/a/cart.cs"), Talk.Assistant("Next, the tests"), Talk.Interruption());

        var facet = passages.Facets(Talk.Session(passages) with { CutShort = true });

        Assert.Equal("partially_achieved", facet.Outcome);
        Assert.True(facet.SessionCutShort);
        Assert.Equal("fix the cart. It was cut short.", facet.BriefSummary);
    }

    [Fact]
    public void What_the_assistant_could_not_do_was_not_achieved() =>
        Assert.Equal("not_achieved", Talk.Of(Talk.Human("restart the router"), Talk.Assistant("I can't reach it from here.")).Facets().Outcome);

    [Fact]
    public void Where_nobody_says_how_it_went_it_is_unclear()
    {
        Assert.Equal("unclear_from_transcript", Talk.Of(Talk.Human("why is the sky blue?"), Talk.Assistant("Light scatters.")).Facets().Outcome);
        Assert.Equal("unclear_from_transcript", Talk.Of(Talk.Human("hello there")).Facets().Outcome);
        Assert.Equal("unclear_from_transcript", Talk.Of().Facets().Outcome);
    }
}
