using Debrief.Profile;

namespace Debrief.Tests.Profile;

public sealed class UserProfileTests
{
    [Fact]
    public void The_first_business_that_matches_has_the_session()
    {
        var profile = new UserProfile { Businesses = [Business("acme", "/srv/acme"), Business("rest", "/srv/**", "/opt")] };

        Assert.Equal("acme", profile.BusinessOf("/srv/acme/site")?.Slug);
        Assert.Equal("rest", profile.BusinessOf("/srv/other")?.Slug);
        Assert.Equal("rest", profile.BusinessOf("/opt/x")?.Slug);
        Assert.Null(profile.BusinessOf("/elsewhere"));
        Assert.Null(profile.BusinessOf(null));
    }

    [Fact]
    public void The_first_rule_of_which_everything_given_holds_says_who_started_a_session()
    {
        var profile = new UserProfile
        {
            StartedBy =
            [
                new("scheduled-job", "/jobs", Prompt: null, Client: "sdk-ts"),
                new("discord-mention", Project: null, "[discord]", Client: null),
                new("webhook", Project: null, Prompt: null, Client: "SDK-ts"),
            ],
        };

        Assert.Equal("scheduled-job", profile.InitiatedBy("/jobs/nightly", "go", "sdk-ts", "sdk"));
        Assert.Equal("webhook", profile.InitiatedBy("/elsewhere", "go", "sdk-ts", "sdk"));
        Assert.Equal("discord-mention", profile.InitiatedBy("/jobs", "  [Discord] hello", "cli", "user-interactive"));
        Assert.Equal("user-interactive", profile.InitiatedBy("/jobs", "hello [discord]", "cli", "user-interactive"));
        Assert.Equal("sub-agent", profile.InitiatedBy(null, null, null, "sub-agent"));
    }

    static Business Business(string slug, params string[] projects) => new(slug, slug, About: null, projects);
}
