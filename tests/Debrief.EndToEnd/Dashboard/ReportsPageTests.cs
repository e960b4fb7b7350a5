using System.Text.Json;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class ReportsPageTests(ServedWeeks weeks)
{
    [Fact]
    public async Task Each_period_that_was_told_leads_to_its_report_as_it_was_told()
    {
        await using var page = await weeks.OpenAsync("/admin/reports");
        Assert.Equal((await weeks.RowsAsync("select count(*) from insights_snapshots where owner = ''"))[0], $"{await page.Page.Locator(".told-reports tbody tr").CountAsync()}");
        var (first, _) = await weeks.TwoWeeksAsync();
        var row = page.Page.Locator(".told-reports tbody tr", new() { Has = page.Page.Locator($"a[href='/api/reports/{first}.html']") });
        Assert.Equal((await weeks.JsonAsync($"/api/reports/{first}")).GetProperty("now").GetProperty("summary").GetProperty("sessions").GetInt32().ToString(), await row.Locator("td").Nth(1).InnerTextAsync());

        await page.FollowAsync($"a[href='/api/reports/{first}.html']");
        Assert.StartsWith("Your week", await page.Page.InnerTextAsync("h1"));
        Assert.True(await page.Page.EvaluateAsync<bool>("document.styleSheets.length > 0 && getComputedStyle(document.querySelector('.panel')).borderRadius !== '0px'"), "the report has its style");
        Assert.Equal("null", await page.Page.EvaluateAsync<string>("self.origin"));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Any_two_stand_side_by_side_with_what_changed()
    {
        var (first, second) = await weeks.TwoWeeksAsync();
        await using var page = await weeks.OpenAsync("/admin/reports", scripts: false);
        await page.Page.SelectOptionAsync("select[name=first]", first);
        await page.Page.SelectOptionAsync("select[name=second]", second);
        await page.FollowAsync("section.filters button");

        var (now, before) = (await weeks.JsonAsync($"/api/reports/{first}"), await weeks.JsonAsync($"/api/reports/{second}"));
        foreach (var (label, path) in ((string, string)[])[("Sessions", "sessions"), ("Commits", "commits"), ("Your messages", "human_messages")])
        {
            var row = page.Page.Locator(".compared tbody tr", new() { Has = page.Page.Locator($"th:text-is('{label}')") });
            Assert.Equal((Count(now, path), Count(before, path)), (await row.Locator("td").Nth(0).InnerTextAsync(), await row.Locator("td").Nth(1).InnerTextAsync()));
        }

        string Count(JsonElement report, string name) => report.GetProperty("now").GetProperty("summary").GetProperty(name).GetInt32().ToString("N0");
    }

    [Fact]
    public async Task What_another_version_kept_is_unknown_and_not_guessed()
    {
        var (first, second) = await weeks.TwoWeeksAsync();
        await weeks.RowsAsync("insert into insights_snapshots (owner, period_type, period_start, period_end, metrics, sessions, eligible, extracted, created_at, updated_at) "
            + $"select 'earlier', period_type, period_start, period_end, {weeks.JsonOf("""{"version":1,"now":{"summary":{"sessions":7}}}""")}, sessions, eligible, extracted, created_at, updated_at from insights_snapshots where owner = '' and period_type = 'weekly'");
        await using var page = await weeks.OpenAsync($"/admin/reports?owner=earlier&first={first}&second={second}", scripts: false);

        Assert.Equal(2, await page.Page.Locator("#compared ~ .intro", new() { HasText = "another version" }).CountAsync());
        Assert.Equal(["unknown"], (await page.Page.Locator(".told-reports td.num:nth-child(3)").AllInnerTextsAsync()).Distinct());
        Assert.Equal(0, await page.Page.Locator(".compared td.num", new() { HasText = "7" }).CountAsync());
    }

    [Fact]
    public async Task What_was_never_told_is_said_so()
    {
        await using var none = await weeks.OpenAsync("/admin/reports?owner=nobody", scripts: false);
        await using var wrong = await weeks.OpenAsync("/admin/reports?first=weekly/1999-01-01&second=x", scripts: false);

        Assert.Contains("No report yet", await none.Page.InnerTextAsync("main"));
        Assert.Contains("There is no report of that period", await wrong.Page.InnerTextAsync("main"));
    }
}

[Collection<OnSqlite>]
public sealed class ReportsPageOnSqlite(WeeksOnSqlite weeks) : ReportsPageTests(weeks);

[Collection<OnPostgres>]
public sealed class ReportsPageOnPostgres(WeeksOnPostgres weeks) : ReportsPageTests(weeks);
