using Debrief.Facets;
using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Tests.Facets;

public sealed class ObservedFacetsTests
{
    static readonly UserProfile _profile = new()
    {
        Businesses = [new("acme", "Acme", null, ["/work/acme/**"]), new("system", "System", null, ["/opt/**"]), new("hobby", "Hobby", null, ["/hobby/**"])],
        Priorities = [new("grow-acme", "Grow Acme", null, ["acme"])],
        Skills = [new("deploy", null, ["put it online"]), new("compose", null, [])],
        StartedBy = [new("scheduled-job", null, "[nightly]", null)],
    };

    [Fact]
    public void What_was_counted_is_taken_as_it_is()
    {
        var facet = Of(Talk.Session() with { RetryLoops = 2, McpFailures = 3, CutShort = true, ResumedFrom = "s0", MessageCount = 42 });

        Assert.Equal((2, 3, true, "s0", 42), (facet.RetryLoops, facet.McpFailures, facet.SessionCutShort, facet.ResumedFrom, facet.ExtractedMessages));
        Assert.Equal(("rules", "none", RulesExtractor.Version, 0.0), (facet.Extractor, facet.ExtractionModel, facet.PromptVersion, facet.ExtractionCostUsd));
        Assert.Null(facet.EstimatedTimeSavedMinutes);
    }

    [Fact]
    public void Skills_are_those_that_do_not_ship_with_Claude_Code() => Assert.Equal(["sync-work", "plugin:review"], Of(Talk.Session() with
    {
        SkillsUsed = new Dictionary<string, int> { ["plugin:review"] = 1 },
        CommandsUsed = new Dictionary<string, int> { ["/clear"] = 9, ["compact"] = 3, ["/sync-work"] = 2, ["security-review"] = 1 },
    }).SkillsUsed!);

    [Fact]
    public void A_skill_is_missed_when_what_it_does_was_asked_for_without_it()
    {
        var asked = Talk.Of(Talk.Human("please put it online"));

        Assert.Equal(["deploy"], asked.Facets(profile: _profile).SkillsMissed!);
        Assert.Empty(asked.Facets(Talk.Session() with { SkillsUsed = new Dictionary<string, int> { ["ops:deploy"] = 1 } }, _profile).SkillsMissed!);
        Assert.Empty(Talk.Of(Talk.Human("write a page")).Facets(profile: _profile).SkillsMissed!);
        Assert.Null(asked.Facets().SkillsMissed);
    }

    [Theory]
    [InlineData("/work/acme/shop", "shop", "acme", "aligned", "grow-acme")]
    [InlineData("/opt/My Tools", "my-tools", "system", "neutral", "system-maintenance")]
    [InlineData("/hobby/kites", "kites", "hobby", null, null)]
    [InlineData("/elsewhere/thing", "thing", null, null, null)]
    [InlineData("/home/me", null, null, null, null)]
    [InlineData(@"C:\Users\me", null, null, null, null)]
    [InlineData("/", null, null, null, null)]
    [InlineData(null, null, null, null, null)]
    public void The_folder_tells_project_business_and_priority(string? folder, string? project, string? business, string? alignment, string? priority)
    {
        var facet = Of(Talk.Session() with { Project = folder });

        Assert.Equal((project, business, alignment, priority), (facet.Projects!.SingleOrDefault(), facet.Businesses?.Single(), facet.PriorityAlignment, facet.PriorityMatched));
    }

    [Fact]
    public void The_profile_says_who_started_it_before_what_was_observed()
    {
        Assert.Equal("scheduled-job", Of(Talk.Session() with { FirstPrompt = "[nightly] tidy up" }).InitiatedBy);
        Assert.Equal("discord-mention", Of(Talk.Session() with { InitiatedBy = "discord-mention" }).InitiatedBy);
    }

    static SessionFacet Of(Session session) => Talk.Of(Talk.Human("fix it")).Facets(session, _profile);
}
