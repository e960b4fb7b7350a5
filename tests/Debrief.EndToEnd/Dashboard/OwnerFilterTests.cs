using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

/// <summary>Whose sessions are shown, where a server holds those of several people.</summary>
public abstract class OwnerFilterTests(ServedWeeks weeks)
{
    [Fact]
    public async Task Figures_attention_people_and_every_list_are_of_the_owner_who_is_chosen()
    {
        await using var page = await weeks.OpenAsync("/admin/insights?period=90", scripts: false);
        var all = await CardAsync(page, "Sessions");
        await ChooseAsync(page, OthersSessions.Owner);

        Assert.Equal(OthersSessions.All, await CardAsync(page, "Sessions"));
        Assert.Equal(["GoodSomm", "Indy Hall", "Unknown"], (await page.Page.Locator("#attention ~ .bars > li > a").AllInnerTextsAsync()).Order());
        Assert.Equal(["Dana Reyes", "Tess Moreau"], (await page.Page.Locator(".people tbody th").AllInnerTextsAsync()).Order());
        await EverySessionIsTheirsAsync(page);

        await page.FollowAsync(".pills a:text-is('7 days')");
        Assert.Equal(OthersSessions.Owner, await page.Page.InputValueAsync("select[name=owner]"));
        Assert.Equal(OthersSessions.All, await CardAsync(page, "Sessions"));

        await page.FollowAsync(".pills a:text-is('90 days')");
        await ChooseAsync(page, "");
        Assert.Equal(all, await CardAsync(page, "Sessions"));
    }

    [Fact]
    public async Task The_owner_goes_along_with_every_link_of_every_page()
    {
        await weeks.ToldAsync();
        await using var page = await weeks.OpenAsync(scripts: false);
        foreach (var path in (string[])["/admin/insights", "/admin/people", "/admin/people/Dana%20Reyes", "/admin/skills", "/admin/friction", "/admin/sessions"])
        {
            await page.GoAsync($"{weeks.Url}{path}?period=30");
            await ChooseAsync(page, OthersSessions.Owner);

            var links = await page.Page.Locator("main a[href^='/admin/']:not(.clear):not([href^='/admin/sessions/'])").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
            Assert.True(links.Length >= 4, $"{path} has {links.Length} links"); // At least the days.
            Assert.All(links, link => Assert.Contains($"owner={OthersSessions.Owner}", link));
            Assert.DoesNotContain("owner=", await page.Page.GetAttributeAsync(".clear", "href"));
            Assert.Subset(await TheirsAsync(), (await SessionsAsync(page)).ToHashSet());
        }
    }

    [Fact]
    public async Task A_list_of_sessions_is_narrowed_down_searched_and_widened_again()
    {
        await using var page = await weeks.OpenAsync("/admin/sessions", scripts: false);
        var first = await page.Page.Locator(".sessions > li").CountAsync();
        await ChooseAsync(page, OthersSessions.Owner);
        var theirs = await page.Page.Locator(".sessions .when").AllInnerTextsAsync();
        Assert.Equal(OthersSessions.All, theirs.Count);
        Assert.All(theirs, session => Assert.Contains($"of {OthersSessions.Owner}", session));

        await page.Page.FillAsync("input[name=q]", "lantern class");
        await page.FollowAsync(".filters button");
        Assert.Equal(1, await page.Page.Locator(".sessions > li").CountAsync());
        await page.FollowAsync(".pills a:text-is('14 days')"); // What is searched for stays, too.
        Assert.Equal(("lantern class", OthersSessions.Owner), (await page.Page.InputValueAsync("input[name=q]"), await page.Page.InputValueAsync("select[name=owner]")));
        Assert.Equal(1, await page.Page.Locator(".sessions > li").CountAsync());

        await page.FollowAsync(".clear");
        Assert.Equal(first, await page.Page.Locator(".sessions > li").CountAsync());
    }

    /// <summary>Those that are linked to, and those of the lists that are: of one list of each kind.</summary>
    async Task EverySessionIsTheirsAsync(OpenedPage page)
    {
        var seen = await SessionsAsync(page);
        await using var other = await weeks.OpenAsync(scripts: false);
        foreach (var list in (await page.Page.Locator("main a[href^='/admin/sessions?']:not(.clear)").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))")).DistinctBy(NamesOf))
        {
            await other.GoAsync(weeks.Url + list);
            var listed = await SessionsAsync(other);
            Assert.True(listed.Count > 0 || await other.Page.Locator(".empty h2").CountAsync() > 0, list);
            seen.AddRange(listed);
        }

        Assert.NotEmpty(seen);
        Assert.Subset(await TheirsAsync(), seen.ToHashSet());
    }

    async Task<HashSet<string>> TheirsAsync() =>
        [.. await weeks.RowsAsync($"select id from claude_sessions where parent_id is null and owner = '{OthersSessions.Owner}'")];

    /// <summary>What an address asks for, without the values.</summary>
    static string NamesOf(string address) => string.Join('&', address.Split('?')[^1].Split('&').Select(value => value.Split('=')[0]));

    static async Task<List<string>> SessionsAsync(OpenedPage page) =>
        [.. await page.Page.Locator("main a[href^='/admin/sessions/']").EvaluateAllAsync<string[]>("links => links.map(link => new URL(link.href).pathname.split('/').pop())")];

    static async Task ChooseAsync(OpenedPage page, string owner)
    {
        await page.Page.SelectOptionAsync("select[name=owner]", owner);
        await page.FollowAsync(".filters button");
    }

    static async Task<int> CardAsync(OpenedPage page, string name) => int.Parse(await page.Page.Locator(".card", new() { HasText = name }).First.Locator("dd").First.InnerTextAsync());
}

[Collection<OnSqlite>]
public sealed class OwnerFilterOnSqlite(WeeksOnSqlite weeks) : OwnerFilterTests(weeks);

[Collection<OnPostgres>]
public sealed class OwnerFilterOnPostgres(WeeksOnPostgres weeks) : OwnerFilterTests(weeks);
