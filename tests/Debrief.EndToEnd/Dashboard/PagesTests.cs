using Debrief.EndToEnd.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Debrief.EndToEnd.Dashboard;

/// <summary>What holds for every page of the dashboard. The pictures stay in artifacts/screenshots.</summary>
public abstract class PagesTests(ServedWeeks weeks)
{
    /// <summary>Of A4 within its margins, in the pixels of a style sheet.</summary>
    const int Paper = 696;

    /// <summary>All that depends on light and dark; the other rules hold for both.</summary>
    static readonly AxeRunOptions s_colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

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

    [Theory, MemberData(nameof(All))]
    public async Task A_page_fits_any_window_is_usable_by_all_and_asks_nobody_else(string name, string path)
    {
        await weeks.ToldAsync();
        path = path.Replace("LOOPED", (await weeks.RowsAsync("select session_id from session_facets where retry_loops > 0 order by session_id"))[0], StringComparison.Ordinal);
        path = path.Replace("PROJECT", Uri.EscapeDataString(await weeks.ProjectOfAsync("indy-hall")), StringComparison.Ordinal);
        if (path.Contains("LATEST", StringComparison.Ordinal))
            path = await weeks.TwoWeeksAsync() is var (latest, before) ? path.Replace("LATEST", latest, StringComparison.Ordinal).Replace("EARLIER", before, StringComparison.Ordinal) : path;
        await using var page = await weeks.OpenAsync(path);
        Assert.Equal(name switch { "nothing" => 404, "no-days" => 400, _ => 200 }, await page.Page.EvaluateAsync<int>("performance.getEntriesByType('navigation')[0].responseStatus"));
        Assert.DoesNotContain(page.Requests, request => !request.StartsWith($"{weeks.Url}/", StringComparison.Ordinal) && !request.StartsWith("data:", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Complaints, complaint => !IsOfTheBrowser(complaint));
        if (IsLookedAt)
            await LookAsync(page, name);
    }

    async Task LookAsync(OpenedPage page, string name)
    {
        foreach (var (width, dark) in ((int, bool)[])[(1400, false), (1400, true), (360, false), (360, true)])
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            await page.Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await SaveAsync(page, $"{name}-{width}-{(dark ? "dark" : "light")}.png");

            Assert.Empty(await page.OverflowingAsync());
            Assert.InRange(await page.BackgroundAsync(), dark ? 0 : 200, dark ? 60 : 255);
            if (width == 1400)
                Assert.Equal([], (await page.Page.RunAxe(dark ? s_colours : null)).Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}")));
        }

        await page.Page.SetViewportSizeAsync(Paper, 900);
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
        await SaveAsync(page, $"{name}-print.png");
        Assert.Empty(await page.OverflowingAsync());
    }

    /// <summary>That the answer is an error, and what it would advise of passwords, the browser tells the console itself.</summary>
    internal static bool IsOfTheBrowser(string complaint) => complaint.StartsWith("verbose:", StringComparison.Ordinal) || complaint.Contains("the server responded with a status of", StringComparison.Ordinal);

    async Task SaveAsync(OpenedPage page, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots", weeks.GetType().Name));
        await page.SaveAsync(Path.Combine(folder.FullName, name), wholePage: true);
    }
}

[Collection<OnSqlite>]
public sealed class PagesOnSqlite(WeeksOnSqlite weeks) : PagesTests(weeks);

[Collection<OnPostgres>]
public sealed class PagesOnPostgres(WeeksOnPostgres weeks) : PagesTests(weeks)
{
    protected override bool IsLookedAt => false;
}
