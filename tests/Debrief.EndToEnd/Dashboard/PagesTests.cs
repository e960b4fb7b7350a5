using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

/// <summary>What holds for every page of the dashboard. The pictures stay in artifacts/screenshots.</summary>
public abstract class PagesTests(ServedWeeks weeks)
{
    /// <summary>What pages look like doesn't depend on the database: one is enough.</summary>
    protected virtual bool IsLookedAt => true;

    public static TheoryData<string, string> All => new()
    {
        { "insights", "/admin/insights?period=30" },
        { "insights-quiet", "/admin/insights?since=2020-01-06&until=2020-01-12" },
        { "sessions", "/admin/sessions" },
        { "sessions-none", "/admin/sessions?q=no+such+words" },
        { "session", "/admin/sessions/LOOPED?line=7" },
        { "jobs", "/admin/jobs" },
        { "profile", "/admin/profile?project=PROJECT&to=personal" },
        { "cost", "/admin/cost" },
        { "cost-none", "/admin/cost?since=2020-01-06&until=2020-01-12" },
        { "reports", "/admin/reports?first=LATEST&second=EARLIER" },
        { "reports-none", "/admin/reports?owner=nobody" },
        { "nothing", "/admin/nothing-here" },
        { "friction", "/admin/friction" },
        { "friction-none", "/admin/friction?friction=no_such_kind" },
        { "people", "/admin/people" },
        { "person", "/admin/people/Dana%20Reyes" },
        { "person-quiet", "/admin/people/Tess%20Moreau?since=2020-01-06&until=2020-01-12" },
        { "skills", "/admin/skills" },
        { "recommendations", "/admin/recommendations" },
        { "alerts", "/admin/alerts" },
        { "no-days", "/admin/insights?since=never" },
    };

    /// <summary>Whose layout another page has.</summary>
    public static TheoryData<string, string> Alike => new()
    {
        { "session-bare", "/admin/sessions/BARE" },
        { "sessions-named", "/admin/sessions?missed=compose&person=Dana%20Reyes&host=laptop&q=lantern" },
        { "sign-in", "/sign-in" },
    };

    [Theory, MemberData(nameof(All))]
    public async Task A_page_fits_any_window_is_usable_by_all_and_asks_nobody_else(string name, string path)
    {
        await using var page = await OpenAsync(name, path);
        if (IsLookedAt)
            await Look.AtAsync(page, weeks.GetType().Name, name);
    }

    [Theory, MemberData(nameof(Alike))]
    public async Task A_page_that_looks_like_another_is_usable_by_all_and_asks_nobody_else(string name, string path)
    {
        await using var page = await OpenAsync(name, path);
        if (IsLookedAt)
            await Look.UsableAsync(page);
    }

    async Task<OpenedPage> OpenAsync(string name, string path)
    {
        var page = await weeks.OpenAsync(await weeks.AddressAsync(path));
        Assert.Equal(name switch { "nothing" => 404, "no-days" => 400, _ => 200 }, await page.Page.EvaluateAsync<int>("performance.getEntriesByType('navigation')[0].responseStatus"));
        Assert.DoesNotContain(page.Requests, request => !request.StartsWith($"{weeks.Url}/", StringComparison.Ordinal) && !request.StartsWith("data:", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Complaints, complaint => !Look.IsOfTheBrowser(complaint));
        return page;
    }
}

[Collection<OnSqlite>]
public sealed class PagesOnSqlite(WeeksOnSqlite weeks) : PagesTests(weeks);

[Collection<OnPostgres>]
public sealed class PagesOnPostgres(WeeksOnPostgres weeks) : PagesTests(weeks)
{
    protected override bool IsLookedAt => false;
}
