using System.Net;
using System.Net.Http.Headers;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class ProfilePageTests(ServedWeeks weeks)
{
    string ProfileFile => Path.Combine(weeks.Home, "profile.yaml");

    [Fact]
    public async Task What_is_not_right_is_told_with_its_line_and_not_saved()
    {
        await using var page = await weeks.OpenAsync("/admin/profile", scripts: false);
        var before = await File.ReadAllTextAsync(ProfileFile);

        await page.Page.FillAsync("textarea[name=yaml]", "# Mine\ntime_zone: Nowhere/At_all\nbusinesses:\n  - name: <b>nameless</b>\n");
        await page.FollowAsync(".yaml button");

        var problems = await page.Page.Locator("[role=alert] li").AllInnerTextsAsync();
        Assert.Equal(["Line 2: there is no time zone \"Nowhere/At_all\"; write one such as America/New_York, Europe/Berlin or UTC", "Line 4: `slug` is missing"], problems);
        Assert.StartsWith("# Mine", await page.Page.InputValueAsync("textarea[name=yaml]"));
        Assert.Equal(before, await File.ReadAllTextAsync(ProfileFile));
    }

    [Fact]
    public async Task What_is_right_is_saved_holds_at_once_and_the_text_before_is_kept()
    {
        await using var page = await weeks.OpenAsync("/admin/profile", scripts: false);
        var before = await File.ReadAllTextAsync(ProfileFile);
        try
        {
            await page.Page.FillAsync("textarea[name=yaml]", before.Replace("name: Indy Hall", "name: Indy <Hall>", StringComparison.Ordinal));
            await page.FollowAsync(".yaml button");

            Assert.Contains("The profile is saved", await page.Page.InnerTextAsync("[role=status]"));
            Assert.Contains("Indy <Hall>", await page.Page.Locator(".profile tbody th").AllInnerTextsAsync());
            Assert.Equal(before, await File.ReadAllTextAsync($"{ProfileFile}.old"));
            await page.GoAsync($"{weeks.Url}/admin/insights?period=90");
            Assert.Contains("Indy <Hall>", await page.Page.Locator("#attention ~ .bars > li > a").AllInnerTextsAsync());
        }
        finally
        {
            await File.WriteAllTextAsync(ProfileFile, before);
        }
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_not_overwritten_unasked()
    {
        await using var page = await weeks.OpenAsync("/admin/profile", scripts: false);
        var before = await File.ReadAllTextAsync(ProfileFile);
        try
        {
            await File.WriteAllTextAsync(ProfileFile, $"{before}# By somebody else\n");
            await page.FollowAsync(".yaml button");
            Assert.Contains("changed meanwhile", await page.Page.InnerTextAsync("[role=alert]"));
            Assert.EndsWith("# By somebody else\n", await File.ReadAllTextAsync(ProfileFile));

            await page.FollowAsync(".yaml button");
            Assert.Equal(before, await File.ReadAllTextAsync(ProfileFile));
        }
        finally
        {
            await File.WriteAllTextAsync(ProfileFile, before);
        }
    }

    [Fact]
    public async Task A_project_goes_to_another_business_with_its_past_after_what_changes_was_shown()
    {
        await weeks.StartedAsync();
        var before = await File.ReadAllTextAsync(ProfileFile);
        var project = await weeks.ProjectOfAsync("indy-hall");
        var moving = await SessionsAsync(project, "indy-hall");
        var already = await SessionsAsync(project, "personal");
        try
        {
            await using var page = await weeks.OpenAsync("/admin/profile", scripts: false);
            await page.Page.FillAsync("input[name=project]", project);
            await page.Page.SelectOptionAsync("select[name=to]", "personal");
            await page.FollowAsync(".moves button");
            var told = (await page.Page.Locator(".goes tbody tr").AllInnerTextsAsync()).Select(row => string.Join('|', row.Split('\t', StringSplitOptions.TrimEntries)[..3])).ToList();
            Assert.Equal(before, await File.ReadAllTextAsync(ProfileFile));
            Assert.Contains($"Indy Hall|Personal|{moving}", told);

            await page.FollowAsync(".preview button.main");
            Assert.Contains("count for that business now, past ones too", await page.Page.InnerTextAsync("[role=status]"));
            Assert.Equal((0, already + moving), (await SessionsAsync(project, "indy-hall"), await SessionsAsync(project, "personal")));
            Assert.Equal(before.Split('\n').Where(line => line.Contains('#')), (await File.ReadAllTextAsync(ProfileFile)).Split('\n').Where(line => line.Contains('#') && !line.Contains(project)));
        }
        finally
        {
            await File.WriteAllTextAsync(ProfileFile, before);
            (await weeks.RunAsync("extract", "--via", "rules", "--limit", "1000", "--yes")).Succeeded();
        }
    }

    [Fact]
    public async Task Who_may_only_read_sees_it_and_changes_nothing()
    {
        await weeks.StartedAsync();
        var before = await File.ReadAllTextAsync(ProfileFile);
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", await weeks.TokenAsync("read")) } };

        var html = await client.GetStringAsync($"{weeks.Url}/admin/profile");
        using var refused = await client.PostAsync($"{weeks.Url}/admin/profile", new FormUrlEncodedContent([new("yaml", "name: Mallory")]));

        Assert.Contains("Indy Hall", html);
        Assert.DoesNotContain("<textarea", html);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(before, await File.ReadAllTextAsync(ProfileFile));
    }

    /// <summary>Those that ended in the days that the page looks at, and more.</summary>
    async Task<int> SessionsAsync(string project, string business) => int.Parse((await weeks.RowsAsync($"""
        select count(*)
          from claude_sessions s
          join session_facets f on f.session_id = s.id
         where s.parent_id is null and s.project = '{project}' and cast(f.businesses as text) like '["{business}"%'
        """))[0]);
}

[Collection<OnSqlite>]
public sealed class ProfilePageOnSqlite(WeeksOnSqlite weeks) : ProfilePageTests(weeks);

[Collection<OnPostgres>]
public sealed class ProfilePageOnPostgres(WeeksOnPostgres weeks) : ProfilePageTests(weeks);
