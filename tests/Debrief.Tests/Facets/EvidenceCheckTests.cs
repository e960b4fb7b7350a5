using Debrief.Facets;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class EvidenceCheckTests
{
    static readonly IReadOnlyList<Passage> _passages = Talk.Of(Talk.Human("no, use the map"), Talk.Assistant("Done. Tests pass."), Talk.Call("Bash", "{}"));

    [Fact]
    public void Words_that_stand_in_their_line_are_kept_with_their_time()
    {
        var result = EvidenceCheck.Verify([Says("corrections", 1, "use the map", "human")], _passages);

        Assert.Equal(_passages[0].At, Assert.Single(result.Kept).At);
        Assert.Empty(result.Dropped);
    }

    [Theory]
    [InlineData("outcome", 1, "Done.", "assistant", "quote_not_in_line")]
    [InlineData("outcome", 2, "All tests pass", "assistant", "quote_not_in_line")]
    [InlineData("outcome", 2, "done.", "assistant", "quote_not_in_line")]
    [InlineData("outcome", 2, "Done.", "human", "wrong_speaker")]
    [InlineData("satisfaction", 2, "Done.", "assistant", "wrong_speaker")]
    [InlineData("people", 3, "{}", "tool", "wrong_speaker")]
    [InlineData("outcome", 99, "Done.", "assistant", "no_such_line")]
    [InlineData("outcome", 2, " ", "assistant", "no_quote")]
    public void What_does_not_hold_is_dropped_and_counted_by_reason(string facet, int line, string quote, string speaker, string reason)
    {
        var result = EvidenceCheck.Verify([Says(facet, line, quote, speaker)], _passages);

        Assert.Empty(result.Kept);
        Assert.Equal([new(reason, 1)], result.Dropped);
    }

    [Fact]
    public void A_quote_of_more_than_200_characters_is_dropped()
    {
        var passages = Talk.Of(Talk.Human(new string('a', 300)));

        Assert.Equal("quote_too_long", EvidenceCheck.Verify([Says("outcome", 1, new string('a', 201), "human")], passages).Dropped.Single().Key);
        Assert.Single(EvidenceCheck.Verify([Says("outcome", 1, new string('a', 200), "human")], passages).Kept);
    }

    [Fact]
    public void One_line_can_hold_several_passages()
    {
        IReadOnlyList<Passage> passages = [Talk.Assistant("Now the tests.") with { Line = 7 }, Talk.Call("Bash", "go test") with { Line = 7 }];

        Assert.Equal(2, EvidenceCheck.Verify([Says("outcome", 7, "Now the tests.", "assistant"), Says("friction", 7, "go test", "tool")], passages).Kept.Count);
    }

    static Evidence Says(string facet, int line, string quote, string speaker) => new(facet, "x", line, quote, speaker, null);
}
