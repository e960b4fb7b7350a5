using Debrief.Profile;

namespace Debrief.Tests.Profile;

public sealed class ProjectAssignmentTests
{
    [Theory]
    [InlineData("projects: [~/a, \"b*\"] # mine", "projects: [~/a, \"b*\", \"/home/alex/x y\"] # mine")]
    [InlineData("projects: []", "projects: [\"/home/alex/x y\"]")]
    [InlineData("projects:\n      - ~/a # one\n      - \"b*\"\n    # after", "projects:\n      - ~/a # one\n      - \"b*\"\n      - \"/home/alex/x y\"\n    # after")]
    [InlineData("about: all else # here", "projects: [\"/home/alex/x y\"]\n    about: all else # here")]
    public void A_project_is_added_and_everything_else_stays(string written, string expected)
    {
        var profile = "# Who I am\nbusinesses:\n  - slug: first\n    projects: [\"**\"]\n  - slug: acme # the best\n    WRITTEN\n\npeople: []\n";

        Assert.Equal(profile.Replace("WRITTEN", expected), ProjectAssignment.Into(profile.Replace("WRITTEN", written), "/home/alex/x y", "acme"));
    }

    [Theory]
    [InlineData("businesses: [{slug: acme}]")]
    [InlineData("businesses:\n  - slug: other")]
    [InlineData("businesses:\n  - slug: acme\n  - slug: acme")]
    [InlineData("businesses:\n  - slug: first\n    projects: [/home/alex/x]\n  - slug: acme")] // It is named there already, and the first has it.
    [InlineData("businesses: {")]
    [InlineData("")]
    public void What_can_only_be_changed_by_hand_is_left_alone(string yaml) => Assert.Null(ProjectAssignment.Into(yaml, "/home/alex/x", "acme"));

    [Fact]
    public void The_very_folder_goes_before_any_pattern()
    {
        var profile = ProfileFile.Parse("businesses:\n  - slug: all\n    projects: [\"**\"]\n  - slug: one\n    projects: [/home/alex/x]").Profile;

        Assert.Equal(("one", "all"), (profile.BusinessOf("/home/alex/x")!.Slug, profile.BusinessOf("/home/alex/x/below")!.Slug));
    }
}
