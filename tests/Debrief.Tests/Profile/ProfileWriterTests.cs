using System.Text.RegularExpressions;
using Debrief.Profile;

namespace Debrief.Tests.Profile;

public sealed class ProfileWriterTests
{
    [Fact]
    public void Without_projects_it_is_still_a_right_profile() => Assert.Empty(Draft().Businesses);

    [Fact]
    public void Folders_that_say_nothing_give_way_to_those_below_them() =>
        Assert.Equal(["acme ~/code/acme", "beta ~/work/clients/beta", "notes ~/notes"],
            Businesses("/home/me/code/acme/api", "/home/me/code/acme/site", "/Users/me/work/clients/beta", "/home/me/notes", "/home/me", "/home/me/code", "/tmp/x"));

    [Fact]
    public void One_folder_over_everything_tells_nothing_apart() =>
        Assert.Equal(["api /srv/stuff/api", "site /srv/stuff/site"], Businesses("/srv/stuff/api", "/srv/stuff/site/src"));

    [Fact]
    public void Folders_that_belong_to_nobodys_work_are_no_business_but_are_counted()
    {
        string[] nobodys = ["/", "/root", "/home/me", "/Users/me/", @"C:\Users\me", @"C:\", @"C:\Windows\System32", "/tmp/x", "/private/tmp/x", "/usr/share/doc", "/etc", "/var/folders/a/b", "/var", "/opt", "/home"];

        var yaml = ProfileWriter.Draft([.. nobodys.Select(project => (project, 2)), ("/var/www/shop", 1), ("/opt/tool", 1), ("/root/notes", 1)]);

        Assert.Equal(["/opt/tool", "/var/www/shop", "~/notes"], ProfileFile.Parse(yaml).Profile.Businesses.SelectMany(business => business.Projects).Order(StringComparer.Ordinal));
        Assert.Contains($"  # {2 * nobodys.Length} sessions were in home, temporary or system folders, which tell no business.\n", yaml);
    }

    [Fact]
    public void A_single_project_is_a_business() => Assert.Equal(["acme /workspace/acme"], Businesses("/workspace/acme"));

    [Fact]
    public void The_same_name_twice_gets_two_slugs() =>
        Assert.Equal(["blog /srv/blog", "blog-2 ~/code/blog"], Businesses("/srv/blog", "/home/me/code/blog"));

    [Fact]
    public void Windows_folders_are_understood() =>
        Assert.Equal(["acme ~/source/repos/acme", "beta D:/beta"], Businesses(@"C:\Users\me\source\repos\acme", @"D:\beta"));

    [Fact]
    public void The_most_used_come_first_and_no_more_than_twenty()
    {
        var yaml = ProfileWriter.Draft([.. Enumerable.Range(1, 30).Select(number => ($"/srv/p{number}", number))]);
        var businesses = ProfileFile.Parse(yaml).Profile.Businesses;

        Assert.Equal(20, businesses.Count);
        Assert.Equal("p30", businesses[0].Slug);
        Assert.Contains("# 10 more folders had fewer sessions.", yaml);
    }

    [Theory]
    [InlineData("/srv/a\nslug: evil"), InlineData("/srv/a: b #c"), InlineData("/srv/\"q\" \\ 'r'"), InlineData("/srv/\u2028\u0085\u001b[31m"),
     InlineData("/srv/日本"), InlineData("/srv/null"), InlineData("/srv/- x"), InlineData("/srv/😀 *x"), InlineData("/srv/10")]
    public void Any_folder_name_reads_back_as_it_is(string project)
    {
        var business = Assert.Single(Draft(project).Businesses);

        Assert.Equal(project, Assert.Single(business.Projects));
        Assert.True(Slug.IsValid(business.Slug));
    }

    [Fact]
    public void Every_business_matches_what_it_was_guessed_from()
    {
        string[] projects = ["/home/me/code/acme/api", "/srv/x", @"C:\Users\me\a b", "/Users/you/Sites/blog", "/root/dotfiles"];

        var profile = Draft(projects);

        Assert.All(projects, project => Assert.NotNull(profile.BusinessOf(project)));
    }

    [Fact]
    public void The_comments_show_what_is_right_too()
    {
        var commented = Regex.Replace(ProfileWriter.Draft([("/srv/acme", 1)]), @"^(?<indent>\s*)# (?=\s*(?:- )?[a-z_]+:(?: |$))", "${indent}", RegexOptions.Multiline | RegexOptions.ExplicitCapture);

        var file = ProfileFile.Parse(commented.Replace("    about:\n", "    about: makes things\n"));

        Assert.Empty(file.Problems);
        Assert.NotEmpty(file.Profile.Priorities);
        Assert.NotEmpty(file.Profile.People);
        Assert.NotEmpty(file.Profile.Skills);
        Assert.NotEmpty(file.Profile.StartedBy);
    }

    static UserProfile Draft(params string[] projects)
    {
        var file = ProfileFile.Parse(ProfileWriter.Draft([.. projects.Select(project => (project, 1))]));
        Assert.Empty(file.Problems);
        return file.Profile;
    }

    static IEnumerable<string> Businesses(params string[] projects) =>
        Draft(projects).Businesses.Select(business => $"{business.Slug} {Assert.Single(business.Projects)}").Order();
}
