using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class FrictionPageTests(ServedWeeks weeks)
{
    [Fact]
    public async Task Each_kind_counts_what_was_judged_and_each_incident_leads_to_its_words()
    {
        await weeks.ToldAsync();
        await using var page = await weeks.OpenAsync("/admin/friction?period=90", scripts: false);

        var all = 0;
        foreach (var kind in (string[])["tool_limitation", "misunderstanding", "buggy_code", "loop_detected"])
        {
            var counted = int.Parse((await weeks.RowsAsync($"select sum(cast(f.friction_counts ->> '{kind}' as integer)) from session_facets f join claude_sessions s on s.id = f.session_id where {ServedWeeks.Own}"))[0]);
            Assert.Contains($"{kind.Replace('_', ' ')} {counted}", await page.Page.Locator(".kinds a").AllInnerTextsAsync());
            all += counted;
        }
        Assert.Contains($"all {all}", await page.Page.Locator(".kinds a").AllInnerTextsAsync());

        // The last of these was seen in the last of the weeks, the other only in the first.
        Assert.Equal("open", await StateOfAsync(page, "extract_pdf failed again"));
        Assert.Equal("resolved", await StateOfAsync(page, "hit your limit"));
        Assert.Contains("Write into CLAUDE.md", await page.Page.Locator(".incident", new() { HasText = "extract_pdf failed again" }).Locator("a[href*='#recommendation-']").First.InnerTextAsync());

        await page.FollowAsync(".kinds a:has-text('misunderstanding')");
        Assert.Equal(["Misunderstanding"], await page.Page.Locator(".panel h2").AllInnerTextsAsync());
        await page.FollowAsync(".pills a:text-is('30 days')");
        Assert.Equal(["Misunderstanding"], await page.Page.Locator(".panel h2").AllInnerTextsAsync());
        await page.FollowAsync(".incident h3 a >> nth=0");
        Assert.Equal(1, await page.Page.Locator(".timeline .wanted mark").CountAsync());
    }

    static Task<string> StateOfAsync(OpenedPage page, string words) => page.Page.Locator(".incident", new() { HasText = words }).First.Locator(".badge").InnerTextAsync();
}

[Collection<OnSqlite>]
public sealed class FrictionPageOnSqlite(WeeksOnSqlite weeks) : FrictionPageTests(weeks);

[Collection<OnPostgres>]
public sealed class FrictionPageOnPostgres(WeeksOnPostgres weeks) : FrictionPageTests(weeks);
