using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

/// <summary>A server on its first day, with nothing in its database; and one whose database breaks.</summary>
public sealed class FirstDayTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>With whether it says the same as the insights.</summary>
    static readonly (string Name, bool IsTheSame)[] s_pages =
        [("insights", false), ("sessions", true), ("people", true), ("skills", true), ("friction", true), ("recommendations", false), ("alerts", false), ("profile", false)];

    [Fact]
    public async Task Every_page_says_what_comes_first_and_a_fault_is_told_as_one()
    {
        using var debrief = new DebriefProcess();
        var url = ServedWeeks.FreeUrl();
        using var server = debrief.StartServing("serve", "--urls", url, "--no-jobs");
        await server.ShownAsync("Sign in, once");
        await using var page = await browser.OpenAsync(cookies: await ServedWeeks.SignInAsync(browser, url, (await File.ReadAllTextAsync(Path.Combine(debrief.Home, "server.token"))).Trim()));

        foreach (var (name, isTheSame) in s_pages)
        {
            await page.GoAsync($"{url}/admin/{name}");
            Assert.Equal(1, await page.Page.Locator(".empty").CountAsync());
            Assert.Equal(isTheSame || name == "insights" ? 1 : 0, await page.Page.Locator(".empty .steps a[href='/admin/jobs']").CountAsync());
            if (!isTheSame)
                await Look.UsableAsync(page);
        }
        Assert.Empty(page.Complaints);

        await Database.RowsAsync(debrief.Database, "alter table alerts rename to lost");
        await page.GoAsync($"{url}/admin/alerts");
        Assert.Equal("Not right now", await page.Page.InnerTextAsync("h1"));
        Assert.DoesNotContain("alerts", await page.Page.InnerTextAsync("main"));
        await Look.UsableAsync(page);
    }
}
