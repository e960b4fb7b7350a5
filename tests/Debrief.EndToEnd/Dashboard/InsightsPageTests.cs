using Debrief.EndToEnd.Support;
using Microsoft.Playwright;

namespace Debrief.EndToEnd.Dashboard;

public abstract class InsightsPageTests(ServedWeeks weeks)
{
    [Fact]
    public async Task Whoever_comes_in_sees_the_insights_and_is_out_after_signing_out()
    {
        await weeks.StartedAsync();
        await using var page = await weeks.Browser.OpenAsync();

        await page.GoAsync($"{weeks.Url}/admin/insights?period=30");
        Assert.Equal("Sign in to Debrief", await page.Page.InnerTextAsync("h1"));
        await page.Page.FillAsync("input[name=token]", weeks.Token);
        await page.FollowAsync("main button[type=submit]");
        Assert.EndsWith("/admin/insights?period=30", page.Page.Url);
        Assert.Equal("Insights", await page.Page.InnerTextAsync("h1"));

        await page.FollowAsync(".out button");
        await page.GoAsync($"{weeks.Url}/");
        Assert.Equal("Sign in to Debrief", await page.Page.InnerTextAsync("h1"));
        Assert.DoesNotContain(page.Complaints, complaint => !Look.IsOfTheBrowser(complaint));
    }

    [Fact]
    public async Task The_figures_are_those_of_the_days_that_are_chosen()
    {
        await using var page = await weeks.OpenAsync("/", scripts: false);
        Assert.EndsWith("/admin/insights", page.Page.Url);

        var seen = new List<int>();
        foreach (var days in (int[])[7, 14, 30, 90])
        {
            await page.FollowAsync($".pills a:text-is('{days} days')");
            Assert.Equal("true", await page.Page.GetAttributeAsync($".pills a:text-is('{days} days')", "aria-current"));
            seen.Add(await SessionsAsync(page));
        }

        Assert.Equal(seen.Order(), seen);
        Assert.True(seen[0] < seen[3], $"{seen[0]} of a week, {seen[3]} of all");
        Assert.Equal(await OwnSessionsAsync(""), seen[3]);
    }

    [Fact]
    public async Task Any_days_a_business_a_project_and_a_kind_narrow_them_down()
    {
        await using var page = await weeks.OpenAsync("/admin/insights?period=90", scripts: false);
        var all = await SessionsAsync(page);

        await page.Page.SelectOptionAsync("select[name=business]", "indy-hall");
        await ShowAsync(page);
        var ofBusiness = await SessionsAsync(page);
        Assert.InRange(ofBusiness, 1, all - 1);
        Assert.Equal(["Indy Hall"], await page.Page.Locator("#attention ~ .bars > li > a").AllInnerTextsAsync());

        await page.Page.SelectOptionAsync("select[name=kind]", "email");
        await ShowAsync(page);
        Assert.InRange(await SessionsAsync(page), 1, ofBusiness - 1);

        await page.FollowAsync(".clear");
        await page.FollowAsync(".pills a:text-is('90 days')");
        await page.Page.FillAsync("input[name=project]", "indy-hall");
        await ShowAsync(page);
        Assert.Equal(await OwnSessionsAsync("and project like '%indy-hall%'"), await SessionsAsync(page));

        await page.Page.FillAsync("input[name=since]", weeks.DaysAgo(30).Day);
        await page.Page.FillAsync("input[name=until]", weeks.DaysAgo(12).Day);
        await ShowAsync(page);
        Assert.Equal(await OwnSessionsAsync($"and project like '%indy-hall%' and ended_at >= '{weeks.DaysAgo(30).Begins}' and ended_at < '{weeks.DaysAgo(11).Begins}'"), await SessionsAsync(page));

        await page.Page.FillAsync("input[name=since]", "2026-01-05");
        await page.Page.FillAsync("input[name=until]", "2026-01-11");
        await ShowAsync(page);
        Assert.Contains("No session of yours ended", await page.Page.InnerTextAsync(".empty h2"));
    }

    static Task ShowAsync(OpenedPage page) => page.FollowAsync(".filters button");

    /// <summary>The sample's weeks end on a Sunday: near the end of a week its last seven days may hold none.</summary>
    static async Task<int> SessionsAsync(OpenedPage page) =>
        await page.Page.Locator(".empty").CountAsync() > 0 ? 0 : int.Parse(await page.Page.Locator(".card", new() { HasText = "Sessions" }).First.Locator("dd").First.InnerTextAsync());

    /// <summary>Those that somebody talked with.</summary>
    async Task<int> OwnSessionsAsync(string also) =>
        int.Parse((await weeks.RowsAsync($"select count(*) from claude_sessions where parent_id is null and human_messages > 0 and initiated_by in ('user-interactive', 'discord-mention') {also}"))[0]);
}

[Collection<OnSqlite>]
public sealed class InsightsPageOnSqlite(WeeksOnSqlite weeks) : InsightsPageTests(weeks);

[Collection<OnPostgres>]
public sealed class InsightsPageOnPostgres(WeeksOnPostgres weeks) : InsightsPageTests(weeks);
