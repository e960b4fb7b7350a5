using Debrief.Privacy;

namespace Debrief.Tests.Privacy;

public sealed class ExcludedProjectsTests
{
    [Theory]
    [InlineData("/home/alex/clients/acme", true), InlineData("/home/alex/clients/acme/api", true), InlineData("/srv/x-secret", true), InlineData("/home/alex/clients", false), InlineData("/home/alex/shop", false)]
    public void A_project_is_excluded_by_the_globs_of_the_profile(string project, bool excluded) =>
        Assert.Equal(excluded, new ExcludedProjects(["/home/alex/clients/acme", "*-secret"]).Excludes(project));

    [Fact]
    public void A_session_without_a_project_is_excluded_once_anything_is()
    {
        Assert.True(new ExcludedProjects(["**/acme"]).Excludes(null));
        Assert.False(new ExcludedProjects([]).Excludes(null));
    }
}
