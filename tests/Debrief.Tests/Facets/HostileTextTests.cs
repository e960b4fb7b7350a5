using Debrief.Facets;
using Debrief.Profile;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class HostileTextTests
{
    static readonly UserProfile _profile = new() { People = [new("Ada Lovelace", ["Ada"], null)], Skills = [new("deploy", null, ["put it online"])] };

    public static TheoryData<string> Texts => new(
        Repeat("a"), Repeat("no "), Repeat("wrong."), Repeat("Ada"), Repeat("Ada "), Repeat("```"), Repeat("<"), Repeat("<a"), Repeat("\n"), Repeat("'"), Repeat("error"), Repeat("0 error: "), Repeat("\uD83D"),
        Repeat("\0"), Repeat("{\"file_path\":"), Repeat("[["), Repeat("不"), Repeat(". "));

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public async Task A_million_characters_from_everybody_are_heard_to_their_end(string text)
    {
        var passages = Talk.Of(
            Talk.Human(text), Talk.Assistant(text), Talk.Call("Write", text), Talk.Result(text), Talk.Human("no, wrong"), Talk.Call("Bash", text), Talk.Result(text, failure: FailureClass.CommandFailed),
            Talk.Call("TodoWrite", text), Talk.Human(text), Talk.Assistant(text));

        var facet = await ToItsEndAsync(() => passages.Facets(profile: _profile));

        Assert.All(facet.Evidence, evidence => Assert.InRange(evidence.Quote.Length, 1, Quote.MaxLength));
    }

    [Fact]
    public void A_message_of_ten_million_characters_is_heard()
    {
        var facet = Talk.Of(Talk.Human("fix the cart"), Talk.Assistant("Done."), Talk.Human("No, wrong. " + new string('a', 10_000_000))).Facets(profile: _profile);

        Assert.Equal(1, facet.CourseCorrections);
    }

    [Fact]
    public void Half_characters_and_zeros_are_not_kept()
    {
        var facet = Talk.Of(Talk.Human("fix \uD83D the\0 cart \uDE00"), Talk.Assistant("Done\uD83D."), Talk.Human("wrong \uD83D")).Facets();

        Assert.Equal("fix the cart", facet.UnderlyingGoal);
        Assert.All(facet.Evidence, evidence => Assert.DoesNotContain(evidence.Quote, c => char.IsSurrogate(c) || char.IsControl(c)));
    }

    [Fact]
    public async Task A_thousand_messages_are_heard_to_their_end()
    {
        var facet = await ToItsEndAsync(() => Talk.Of([.. Enumerable.Range(0, 1_000).SelectMany(i => new object[] { Talk.Human($"no, wrong, number {i} " + new string('x', 3_000)), Talk.Edit("/a/b.cs"), Talk.Assistant("Done.") })]).Facets());

        Assert.Equal(999, facet.CourseCorrections);
    }

    /// <summary>What takes time in the square of a text's length takes hours, on any machine: that it ends is what is tried.</summary>
    static Task<SessionFacet> ToItsEndAsync(Func<SessionFacet> hear) => Task.Run(hear).WaitAsync(TimeSpan.FromMinutes(5));

    static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 1_000_000 / text.Length));
}
