using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class AlertsPageTests(ServedWeeks weeks)
{
    [Fact]
    public async Task What_goes_on_can_be_looked_into_acknowledged_and_snoozed()
    {
        await weeks.ToldAsync();
        await using var page = await weeks.OpenAsync("/admin/alerts", scripts: false);

        Assert.Equal((await weeks.RowsAsync("select count(*) from alerts where ended_at is null"))[0], $"{await page.Page.Locator("#open ~ .incident").CountAsync()}");
        Assert.Contains("Days cost as much as usual again.", await page.Page.Locator("#past ~ .incident").InnerTextAsync());
        Assert.Contains("<script>alert(1)</script>", await page.Page.Locator("main").InnerTextAsync());
        Assert.Contains("isn’t there any more", await page.Page.Locator("main").InnerTextAsync());

        var id = (await weeks.RowsAsync("select id from alerts where kind = 'follow-up'"))[0];
        await page.FollowAsync($"#alert-{id} button:text-is('Acknowledge')");
        Assert.Contains("you know of it", await page.Page.InnerTextAsync("[role=status]"));
        Assert.Equal(["1"], await weeks.RowsAsync($"select count(*) from alerts where id = {id} and acknowledged_at is not null"));
        Assert.Equal(0, await page.Page.Locator($"#alert-{id} button:text-is('Acknowledge')").CountAsync());

        await page.Page.SelectOptionAsync($"#alert-{id} select", "14");
        await page.FollowAsync($"#alert-{id} button:text-is('Snooze')");
        Assert.Contains("snoozed until", await page.Page.InnerTextAsync($"#alert-{id}"));
        Assert.Equal(["1"], await weeks.RowsAsync($"select count(*) from alerts where id = {id} and snoozed_until > '{DateTime.UtcNow.AddDays(13):yyyy-MM-ddTHH:mm:ss}.000Z' and snoozed_until < '{DateTime.UtcNow.AddDays(15):yyyy-MM-ddTHH:mm:ss}.000Z'"));

        await page.FollowAsync(".incident .evidence a >> nth=0");
        Assert.Contains("/admin/sessions/", page.Page.Url);
    }

    [Fact]
    public async Task Whoever_may_only_look_is_offered_nothing_else()
    {
        await weeks.ToldAsync();
        var id = (await weeks.RowsAsync("select id from alerts where kind = 'friction'"))[0];
        await using var page = await weeks.OpenReadOnlyAsync("/admin/alerts");

        Assert.True(await page.Page.Locator(".incident").CountAsync() >= 3);
        Assert.Equal(0, await page.Page.Locator("main form").CountAsync());
        foreach (var action in (string[])["acknowledge", "snooze"])
        {
            var answer = await page.Page.Context.APIRequest.PostAsync($"{weeks.Url}/admin/alerts/{id}/{action}", new() { Headers = [new("Origin", weeks.Url)] });
            Assert.Equal(403, answer.Status);
        }
        Assert.Equal(["0"], await weeks.RowsAsync($"select count(*) from alerts where id = {id} and (acknowledged_at is not null or snoozed_until is not null)"));
    }
}

[Collection<OnSqlite>]
public sealed class AlertsPageOnSqlite(WeeksOnSqlite weeks) : AlertsPageTests(weeks);

[Collection<OnPostgres>]
public sealed class AlertsPageOnPostgres(WeeksOnPostgres weeks) : AlertsPageTests(weeks);
