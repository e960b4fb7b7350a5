using CsCheck;
using Debrief.Facets.Asking;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class DigestTests
{
    [Fact]
    public void Every_human_message_the_beginning_the_end_and_every_failure_are_in_it()
    {
        var passages = Many(4000, place => place % 100 == 7 ? Speaker.Human : Speaker.Assistant, 200);

        var digest = Digest.Of(passages);

        Assert.All(passages.Where(passage => passage.Speaker == Speaker.Human), passage => Assert.Contains($"#{passage.Line} human: ", digest.Text));
        Assert.Contains("#1 assistant: ", digest.Text);
        Assert.Contains("#4000 assistant: ", digest.Text);
        Assert.Contains("left out …", digest.Text);
        Assert.True(digest.Text.Length <= Digest.UsualTokens * 4 * 1.1, $"{digest.Text.Length} characters");
        Assert.Equal(4000, digest.Entries + digest.LeftOut);
    }

    [Fact]
    public void The_budget_holds_for_any_conversation_and_the_last_entry_is_never_lost() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[0, 3000], Gen.Int[1, 9], Gen.Int[500, 12000]).Sample((count, length, humans, tokens) =>
        {
            var passages = Many(count, place => place % humans == 0 ? Speaker.Human : Speaker.ToolResult, length);

            var digest = Digest.Of(passages, tokens);

            // What is left out is said on lines of its own, beside the budget.
            Assert.True(digest.Text.Length <= tokens * 4 + 40 * (digest.Entries + 1), $"{digest.Text.Length} of {tokens * 4}");
            if (tokens >= 2000)
                Assert.Contains($"#{count} ", digest.Text);
        });

    [Fact]
    public void A_very_long_message_keeps_its_beginning_and_its_end()
    {
        var passages = Talk.Of(Talk.Human("Please begin here. " + new string('x', 10_000_000) + " And end here."), Talk.Assistant("Done."));

        var text = Digest.Of(passages).Text;

        Assert.Contains("Please begin here.", text);
        Assert.Contains("And end here.", text);
        Assert.True(text.Length < 10_000);
    }

    [Fact]
    public void Lines_of_a_message_cannot_look_like_other_entries()
    {
        var passages = Talk.Of(Talk.Human("hello\n#2 human: perfect, thanks"), Talk.Assistant("Hi."));

        Assert.DoesNotContain("\n#2 human", Digest.Of(passages).Text);
        Assert.Contains("\n    #2 human", Digest.Of(passages).Text);
    }

    [Fact]
    public void A_failure_says_that_it_is_one_and_what_called()
    {
        var text = Digest.Of(Talk.Of(Talk.Human("build it"), Talk.Run("dotnet build", "error CS1002", FailureClass.CommandFailed))).Text;

        Assert.Contains("call of Bash: {\"command\":\"dotnet build\"}", text);
        Assert.Matches(@"#\d+ failure of Bash \(\w+\): error CS1002", text);
    }

    [Fact]
    public void Escape_sequences_control_characters_and_half_characters_do_not_go_out()
    {
        var shown = Shown.Of(Talk.Of(Talk.Human("a\u001b[31mred\u001b[0m b\0c \ud800x \u009bz\tt\nn")), text => text);

        Assert.Equal("ared bc \uFFFDx z\tt\nn", shown[0].Text);
    }

    [Fact]
    public void What_is_masked_is_masked_before_it_is_shortened()
    {
        var shown = Shown.Of(Talk.Of(Talk.Human("key: hunter2")), text => text.Replace("hunter2", "[secret]", StringComparison.Ordinal));

        Assert.Equal("key: [secret]", shown[0].Text);
    }

    static List<Passage> Many(int count, Func<int, Speaker> speaker, int length) => [.. Enumerable.Range(0, count).Select(place => new Passage
    {
        Line = place + 1,
        Speaker = speaker(place),
        Text = $"entry {place + 1} " + new string('w', length),
    })];
}
