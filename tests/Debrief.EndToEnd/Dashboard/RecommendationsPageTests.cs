using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class RecommendationsPageTests(ServedWeeks weeks)
{
    [Fact]
    public async Task Each_says_how_its_figure_moved_and_what_is_dismissed_stays_so()
    {
        await weeks.ToldAsync();
        await using var page = await weeks.OpenAsync("/admin/recommendations", scripts: false);

        var kept = await weeks.RowsAsync("select id, cast(value as integer), case when last_period > first_period then cast(value_now as integer) end from recommendations");
        Assert.True(kept.Count > 2);
        var shown = new List<string>();
        foreach (var id in kept.Select(row => row.Split('|')[0]))
            shown.Add($"{id}|{string.Join('|', await page.Page.Locator($"#recommendation-{id} .moved .num").AllInnerTextsAsync())}");
        Assert.Equal(kept.Select(row => row.Replace("|null", "", StringComparison.Ordinal)), shown);
        Assert.Contains(kept, row => !row.EndsWith("|null", StringComparison.Ordinal));

        var first = kept[0].Split('|')[0];
        await page.FollowAsync($"#recommendation-{first} button");
        Assert.Contains("won’t be recommended again", await page.Page.InnerTextAsync("[role=status]"));
        Assert.Equal(1, await page.Page.Locator($"#dismissed ~ #recommendation-{first}").CountAsync());
        Assert.Equal(["dismissed"], await weeks.RowsAsync($"select status from recommendations where id = {first}"));
    }

    [Fact]
    public async Task Whoever_may_only_look_is_offered_nothing_else()
    {
        await weeks.ToldAsync();
        var second = (await weeks.RowsAsync("select id from recommendations order by id desc"))[0];
        await using var page = await weeks.OpenReadOnlyAsync("/admin/recommendations");

        Assert.True(await page.Page.Locator(".incident").CountAsync() > 0);
        Assert.Equal(0, await page.Page.Locator("main form").CountAsync());
        var answer = await page.Page.Context.APIRequest.PostAsync($"{weeks.Url}/admin/recommendations/{second}/dismiss", new() { Headers = [new("Origin", weeks.Url)] });
        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain("dismissed", await weeks.RowsAsync($"select status from recommendations where id = {second}"));
    }
}

[Collection<OnSqlite>]
public sealed class RecommendationsPageOnSqlite(WeeksOnSqlite weeks) : RecommendationsPageTests(weeks);

[Collection<OnPostgres>]
public sealed class RecommendationsPageOnPostgres(WeeksOnPostgres weeks) : RecommendationsPageTests(weeks);
