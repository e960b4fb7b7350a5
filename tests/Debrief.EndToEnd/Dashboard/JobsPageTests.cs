using System.Net;
using System.Net.Http.Headers;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Dashboard;

public abstract class JobsPageTests(ServedWeeks weeks)
{
    const string Sync = "#sync-claude-sessions";
    const string Deliver = "#deliver-messages";
    const string Report = "generate-insights-report";

    [Fact]
    public async Task A_job_that_is_run_now_is_seen_to_its_end_without_loading_the_page_again()
    {
        await using var page = await weeks.OpenAsync("/admin/jobs");

        await page.FollowAsync($"{Sync} button");
        Assert.Contains("The job has begun", await page.Page.InnerTextAsync("[role=status]"));
        var loaded = page.Requests.Count(request => request.EndsWith("debrief.css", StringComparison.Ordinal) || request.Contains("debrief.css?", StringComparison.Ordinal));
        await page.Page.WaitForSelectorAsync($"{Sync} .runs tbody:first-of-type .badge:text-is('succeeded')");

        var run = (await page.Page.InnerTextAsync($"{Sync} .runs tbody >> nth=0")).Replace('\t', ' ');
        Assert.Contains("somebody", run);
        Assert.Contains("files", run);
        Assert.Equal(loaded, page.Requests.Count(request => request.Contains("debrief.css", StringComparison.Ordinal)));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task How_far_a_run_is_shows_by_itself_wherever_it_runs()
    {
        await using var page = await weeks.OpenAsync("/admin/jobs");
        await weeks.RowsAsync($"insert into locks (name, host, pid, process, taken_at, heartbeat_at) values ('job {Report}', 'elsewhere', 1, 'its own', {weeks.Now}, {weeks.Now})");
        await weeks.RowsAsync($"insert into job_runs (job, trigger, host, pid, started_at, outcome, doing, done, done_of) values ('{Report}', 'schedule', 'elsewhere', 1, {weeks.Now}, 'running', 'Writing <b>sections</b>', 2, 8)");
        var running = page.Page.Locator($"#{Report} .running");

        await running.WaitForAsync();
        Assert.Contains("Writing <b>sections</b> 2 of 8", await running.Locator("p").First.InnerTextAsync());
        if (weeks is WeeksOnSqlite)
            await Look.UsableAsync(page);
        await weeks.RowsAsync($"update job_runs set done = 6 where job = '{Report}'");
        await page.Page.WaitForSelectorAsync($"#{Report} progress[value='6']");
        await weeks.RowsAsync($"update job_runs set done = null, outcome = 'failed', error = 'debrief: no model', ended_at = started_at where job = '{Report}'");
        await page.Page.WaitForSelectorAsync($"#{Report} .badge:text-is('failed')");

        await weeks.RowsAsync("delete from locks where host = 'elsewhere'");
        Assert.Contains("debrief: no model", await page.Page.InnerTextAsync($"#{Report} .said"));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task Without_a_script_the_page_tells_the_same_and_one_job_all_its_runs()
    {
        await using var page = await weeks.OpenAsync("/admin/jobs", scripts: false);
        Assert.Equal(7, await page.Page.Locator(".job").CountAsync());
        Assert.Contains("every 15 minutes", await page.Page.InnerTextAsync($"{Sync} .intro >> nth=0"));

        await page.FollowAsync($"{Deliver} button"); // Nobody else begins it, and no test waits for its end.
        await page.FollowAsync($"{Deliver} h2 a");

        Assert.Equal(1, await page.Page.Locator(".job").CountAsync());
        Assert.Equal((await weeks.RowsAsync("select count(*) from job_runs where job = 'deliver-messages'"))[0], $"{await page.Page.Locator(".runs tbody").CountAsync()}");
    }

    [Fact]
    public async Task Who_may_only_read_sees_no_button_and_begins_nothing()
    {
        await weeks.StartedAsync();
        var token = await weeks.TokenAsync("read");
        await using var page = await weeks.Browser.OpenAsync();
        await page.GoAsync($"{weeks.Url}/sign-in?ReturnUrl=/admin/jobs");
        await page.Page.FillAsync("input[name=token]", token);
        await page.FollowAsync("main button[type=submit]");

        Assert.Equal("Jobs", await page.Page.InnerTextAsync("h1"));
        Assert.Equal(0, await page.Page.Locator("main form").CountAsync());
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var refused = await client.PostAsync($"{weeks.Url}/admin/jobs/check-alerts/run", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(["0"], await weeks.RowsAsync("select count(*) from job_runs where job = 'check-alerts'"));
    }
}

[Collection<OnSqlite>]
public sealed class JobsPageOnSqlite(WeeksOnSqlite weeks) : JobsPageTests(weeks);

[Collection<OnPostgres>]
public sealed class JobsPageOnPostgres(WeeksOnPostgres weeks) : JobsPageTests(weeks);
