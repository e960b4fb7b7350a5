using Debrief.Profile;

namespace Debrief.Tests.Profile;

public sealed class ProjectGlobTests
{
    [Theory]
    // Without a wildcard: that folder and everything below.
    [InlineData("/srv/acme", "/srv/acme", true)]
    [InlineData("/srv/acme/", "/srv/acme/site/src", true)]
    [InlineData("/srv/acme", "/srv/acme-old", false)]
    [InlineData("/srv/acme", "/mnt/srv/acme", false)]
    // * and ? stay within one name.
    [InlineData("/srv/*", "/srv/acme", true)]
    [InlineData("/srv/*", "/srv/acme/site", false)]
    [InlineData("/srv/*", "/srv", false)]
    [InlineData("/srv/ac?e", "/srv/acme", true)]
    [InlineData("/srv/ac?e", "/srv/acmee", false)]
    [InlineData("/srv/acme-*/site", "/srv/acme-uk/site", true)]
    // ** is any number of folders, also none.
    [InlineData("/srv/**", "/srv", true)]
    [InlineData("/srv/**", "/srv/a/b/c", true)]
    [InlineData("/srv/**/site", "/srv/site", true)]
    [InlineData("/srv/**/site", "/srv/a/b/site", true)]
    [InlineData("/srv/**/site", "/srv/a/b/site/src", false)]
    [InlineData("/**/acme/**", "/a/acme/b", true)]
    // Without a slash: any folder of that name.
    [InlineData("acme", "/srv/acme/site", true)]
    [InlineData("acme", "/srv/acme-old", false)]
    [InlineData("acme*", "/srv/acme-old/site", true)]
    [InlineData("acme", "/srv/ACME", false)]
    // Relative with a slash: these folders in a row.
    [InlineData("clients/acme", "/home/me/clients/acme/site", true)]
    [InlineData("clients/acme", "/home/me/clients/new/acme", false)]
    // The home folder, this machine's and others'.
    [InlineData("~/acme", "/data/me/acme/site", true)]
    [InlineData("~/acme", "/home/me/acme", true)]
    [InlineData("~/acme", "/Users/me/acme", true)]
    [InlineData("~/acme", "/root/acme", true)]
    [InlineData("~/acme", @"C:\Users\me\acme\site", true)]
    [InlineData("~/acme", "/srv/acme", false)]
    [InlineData("~/*", "/home/me/acme", true)]
    [InlineData("~/**", "/home/me", true)]
    [InlineData("~", "/home/me/anything/at/all", true)]
    [InlineData("~", "/homes/me", false)]
    [InlineData("~alex", "/srv/~alex/x", true)]
    // Windows: either slash, any case.
    [InlineData(@"C:\Work\Acme", @"c:\work\acme\site", true)]
    [InlineData("C:/work/*", @"C:\Work\Acme", true)]
    [InlineData("acme", @"C:\Work\ACME\site", true)]
    [InlineData(@"C:\work", @"D:\work", false)]
    [InlineData(@"\\server\share", @"\\server\share\acme", true)]
    [InlineData("", "/srv", false)]
    public void Matches(string pattern, string project, bool expected) =>
        Assert.Equal(expected, ProjectGlob.Matches(pattern, project, home: "/data/me"));
}
