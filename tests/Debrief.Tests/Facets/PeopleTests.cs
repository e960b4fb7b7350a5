using Debrief.Facets;
using Debrief.Profile;

namespace Debrief.Tests.Facets;

public sealed class PeopleTests
{
    static readonly UserProfile _profile = new() { People = [new("Ada Lovelace", ["Ada"], null), new("Sophie Martin", ["sophiem"], null)] };

    [Theory]
    [InlineData("reply to Ada about the venue", "Ada Lovelace")]
    [InlineData("Ada's talk is on Monday", "Ada Lovelace")]
    [InlineData("ask ada lovelace", "Ada Lovelace")]
    [InlineData("what did Sophie Martin say? and Sophie Martin and Ada", "Sophie Martin", "Ada Lovelace")]
    public void People_of_the_profile_are_heard_by_name_or_alias_the_most_named_first(string words, params string[] people) =>
        Assert.Equal(people, Of(words).PeopleMentioned);

    [Theory]
    [InlineData("the Adapter of Canada")]
    [InlineData("write to ada@example.org")]
    [InlineData("check out Ada/fix-cart")]
    [InlineData("open /home/Ada/notes")]
    [InlineData("@Ada")]
    [InlineData("Ada.cs")]
    [InlineData("the ada language")]
    [InlineData("Grace said so")]
    public void Other_words_addresses_branches_and_paths_are_not_people(string words) => Assert.Empty(Of(words).PeopleMentioned!);

    [Fact]
    public void What_tools_print_names_nobody() => Assert.Empty(Talk.Of(Talk.Human("git log"), Talk.Result("Author: Ada")).Facets(profile: _profile).PeopleMentioned!);

    [Fact]
    public void Without_people_in_the_profile_it_cannot_be_told()
    {
        var facet = Talk.Of(Talk.Human("thank Ada")).Facets();

        Assert.Null(facet.PeopleMentioned);
        Assert.Null(facet.RelationshipActions);
        Assert.Null(facet.OutreachType);
    }

    [Theory]
    [InlineData("reply to Ada about the venue", "replied_to", "reactive")]
    [InlineData("draft an email for Ada", "drafted_message", "proactive")]
    [InlineData("review Ada's PR", "reviewed_pr_of", "reactive")]
    [InlineData("schedule lunch with Ada", "scheduled_with", "proactive")]
    [InlineData("introduce Ada to the team", "introduced", "proactive")]
    [InlineData("thank Ada for me", "thanked", "proactive")]
    [InlineData("follow up with Ada", "followed_up", "proactive")]
    public void Plain_words_near_a_name_tell_what_was_done(string words, string action, string outreach)
    {
        var facet = Of(words);

        Assert.Equal([new RelationshipAction("Ada Lovelace", action)], facet.RelationshipActions);
        Assert.Equal(outreach, facet.OutreachType);
        Assert.Contains(facet.Evidence, evidence => evidence is { Facet: "people", Value: "Ada Lovelace" });
    }

    [Theory]
    [InlineData("Ada likes tea. Then write the reply function")]
    [InlineData("don't email Ada")]
    public void Words_in_another_sentence_or_denied_tell_nothing(string words) => Assert.Empty(Of(words).RelationshipActions!);

    [Fact]
    public void Where_nobody_was_reached_out_to_it_is_none() => Assert.Equal("none", Of("fix the cart").OutreachType);

    [Fact]
    public void What_a_schedule_sends_is_automated() =>
        Assert.Equal("automated", Talk.Of(Talk.Human("email Ada the numbers")).Facets(Talk.Session() with { InitiatedBy = "scheduled-job" }, _profile).OutreachType);

    static SessionFacet Of(string words) => Talk.Of(Talk.Human(words)).Facets(profile: _profile);
}
