using System.Net;
using Debrief.Configuration;
using Debrief.Jobs;
using Debrief.Locks;
using Debrief.Tests.Configuration;
using Debrief.Tests.Facets;
using Debrief.Tests.Server;
using Debrief.Tests.Support;

namespace Debrief.Tests.Jobs;

public sealed class JobsOnSqlite() : JobTests(new Sqlite());
public sealed class JobsOnPostgres() : JobTests(new Postgres());

public abstract class JobTests(TestDatabase on) : IAsyncLifetime
{
    static readonly Job Any = Job.All[1];

    RunMachine _machine = null!;
    JobRuns _runs = null!;

    public async ValueTask InitializeAsync()
    {
        _machine = await RunMachine.WithAsync(on, 0);
        _runs = RunsOn("one");
    }

    public async ValueTask DisposeAsync()
    {
        await _machine.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task What_a_run_says_of_itself_is_kept()
    {
        var run = await Runner("echo '{\"extracted\": 7}'").RunAsync(Any, "schedule", due: null, begun: null, CancellationToken.None);

        Assert.Equal(("succeeded", 7, null, null), (run!.Outcome, (int)run.Stats!["extracted"]!, run.Error, run.Notice));
        Assert.Equal(run with { Stats = null }, (await _runs.ListAsync(Any.Name, 5, CancellationToken.None)).Single() with { Stats = null });
    }

    [Fact]
    public async Task A_run_that_says_lines_is_kept_with_its_lines() =>
        Assert.Equal("""{"output":["one","two"]}""", (await Runner("echo one; echo two").RunAsync(Any, "person", null, null, CancellationToken.None))!.Stats!.ToJsonString());

    [Fact]
    public async Task How_far_a_run_is_stands_beside_it_as_long_as_it_goes_on()
    {
        using var stop = new CancellationTokenSource();
        var running = Runner("echo 'progress 3 10 Extracting facets' >&2; sleep 60").RunAsync(Any, "schedule", null, null, stop.Token);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await _runs.LastAsync(Any, patience.Token))?.Doing is null)
            await Task.Delay(10, patience.Token);
        var told = await _runs.LastAsync(Any, patience.Token);
        await stop.CancelAsync();
        await running;

        Assert.Equal(("Extracting facets", 3, 10), (told!.Doing, told.Done, told.DoneOf));
        Assert.Equal((null, null, null), (await _runs.LastAsync(Any, CancellationToken.None)) is { } ended ? (ended.Doing, ended.Done, ended.DoneOf) : default);
    }

    [Fact]
    public async Task What_tells_how_far_it_is_is_no_reason_why_it_failed() =>
        Assert.Equal("debrief: it broke", (await Runner("echo 'progress 1 2 Reading' >&2; echo 'debrief: it broke' >&2; exit 1").RunAsync(Any, "schedule", null, null, CancellationToken.None))!.Error);

    [Fact]
    public async Task A_run_that_fails_says_why_and_somebody_is_to_be_told()
    {
        var run = await Runner("echo 'debrief: it broke' >&2; exit 1").RunAsync(Any, "schedule", null, null, CancellationToken.None);

        Assert.Equal(("failed", "debrief: it broke"), (run!.Outcome, run.Error));
        Assert.Contains("it broke", run.Notice);
    }

    [Fact]
    public async Task A_batch_much_larger_than_usual_is_to_be_told_and_the_usual_is_not()
    {
        for (var i = 0; i < 5; i++)
            Assert.Null((await Runner("echo '{\"extracted\": 8}'").RunAsync(Any, "schedule", null, null, CancellationToken.None))!.Notice);

        Assert.Contains("usually is 8", (await Runner("echo '{\"extracted\": 60}'").RunAsync(Any, "schedule", null, null, CancellationToken.None))!.Notice);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("exit 1")]
    public async Task After_facets_were_extracted_alerts_are_looked_for_however_it_ended(string script)
    {
        await Runner(script).RunAsync(Job.Named("extract-session-facets"), "schedule", null, null, CancellationToken.None);

        Assert.Equal(["extract-session-facets"], (await _runs.ListAsync("check-alerts", 5, CancellationToken.None)).Select(run => run.Trigger));
    }

    [Fact]
    public async Task Of_a_job_that_goes_on_failing_somebody_is_told_once_until_it_went_well()
    {
        var notices = new List<bool>();
        foreach (var script in (string[])["exit 1", "exit 1", "true", "exit 1"])
            notices.Add((await Runner(script).RunAsync(Any, "schedule", null, null, CancellationToken.None))!.Notice is not null);

        Assert.Equal([true, false, false, true], notices);
    }

    [Fact]
    public async Task A_job_that_runs_is_not_begun_a_second_time()
    {
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var running = Runner("sleep 60").RunAsync(Any, "schedule", null, _ => begun.SetResult(), stop.Token);
        await begun.Task;

        Assert.Null(await Runner("true").RunAsync(Any, "person", null, null, CancellationToken.None));

        await stop.CancelAsync();
        Assert.Equal("stopped", (await running)!.Outcome);
    }

    [Fact]
    public async Task A_shared_job_runs_on_each_server_once_and_any_other_on_one_of_them()
    {
        var due = _machine.Clock.GetUtcNow();
        _machine.Clock.Advance(TimeSpan.FromSeconds(1));

        // What runs after another has run when its own time comes.
        foreach (var job in Job.All.Where(job => Job.All.All(before => before.Then != job.Name)))
        {
            var runs = new List<JobRun?>();
            foreach (var server in (string[])["one", "two", "one", "two"])
                runs.Add(await Runner("true", server).RunAsync(job, "schedule", due, null, CancellationToken.None));
            Assert.Equal(job.IsShared ? ["one", "two"] : ["one"], runs.OfType<JobRun>().Select(run => run.Host));
        }

        Assert.Equal(["extract-session-facets"], Job.All.Where(job => job.IsShared).Select(job => job.Name));
    }

    [Fact]
    public async Task A_shared_job_that_runs_on_another_server_is_left_alone_and_one_of_a_server_that_is_gone_is_marked()
    {
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var running = Runner("sleep 60", "two").RunAsync(Any, "schedule", null, _ => begun.SetResult(), stop.Token);
        await begun.Task;
        await _machine.ExecuteAsync("insert into job_runs (job, trigger, host, pid, started_at, outcome) values (@Name, 'schedule', 'gone', 1, @now, 'running')", new { Any.Name, now = _machine.Clock.GetUtcNow().AddHours(-1) });

        await Runner("true").RunAsync(Any, "schedule", null, null, CancellationToken.None);

        Assert.Equal(["gone interrupted", "one succeeded", "two running"], (await _runs.ListAsync(Any.Name, 5, CancellationToken.None)).Select(run => $"{run.Host} {run.Outcome}").Order());
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("check-alerts"), InlineData("extract-session-facets")]
    public async Task A_run_whose_server_is_gone_is_not_told_as_running(string name)
    {
        var (job, two, begun) = (Job.Named(name), RunsOn("two"), _machine.Clock.GetUtcNow());
        await _machine.ExecuteAsync("insert into locks (name, host, pid, process, taken_at, heartbeat_at) values (@name, 'elsewhere', 1, 'x', @begun, @begun)", new { name = two.LockOf(job), begun });
        await two.BeginAsync(job, "schedule", due: null, CancellationToken.None);
        _machine.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(("running", null), (await _runs.LastAsync(job, CancellationToken.None)) is { } running ? (running.Outcome, running.Error) : default);

        _machine.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(new { Outcome = "interrupted", EndedAt = (DateTimeOffset?)begun, Error = (string?)"Its process is gone." }, await ToldAsync());

        // Somebody else holds it, and hasn't begun yet.
        await _machine.ExecuteAsync("update locks set taken_at = @now, heartbeat_at = @now", new { now = _machine.Clock.GetUtcNow() });
        Assert.Equal(new { Outcome = "interrupted", EndedAt = (DateTimeOffset?)null, Error = (string?)"Its process is gone." }, await ToldAsync());

        async Task<object> ToldAsync() => (await _runs.LastAsync(job, CancellationToken.None))! is var run ? new { run.Outcome, run.EndedAt, run.Error } : null!;
    }

    [Fact]
    public async Task A_job_is_told_to_end_before_it_is_made_to_and_takes_with_it_what_it_started()
    {
        using var folder = new TempFolder();
        var listens = await StopAsync($"trap 'echo ended > {folder["ended"]}; exit 0' TERM; echo $$ > {folder["pid"]}; while true; do sleep 0.05; done", folder["pid"]);
        var deaf = await StopAsync($"trap '' TERM; sleep 600 & echo $! > {folder["child"]}; wait; wait; sleep 600", folder["child"]);

        Assert.Equal(("stopped", "The server was stopped."), (listens.Outcome, listens.Error));
        Assert.Equal("ended", File.ReadAllText(folder["ended"]).Trim());
        Assert.Equal("stopped", deaf.Outcome);
        await EndsAsync(File.ReadAllText(folder["child"]).Trim());
    }

    /// <summary>A signal that was sent is not yet one that was obeyed.</summary>
    static async Task EndsAsync(string pid)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Runs(pid))
            await Task.Delay(10, patience.Token);
    }

    /// <summary>What has ended stays as a zombie until somebody asks how.</summary>
    static bool Runs(string pid) => File.Exists($"/proc/{pid}/stat") && File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1][0] != 'Z';

    async Task<JobRun> StopAsync(string script, string begunWhenThere)
    {
        using var stop = new CancellationTokenSource();
        var running = Runner(script).RunAsync(Any, "schedule", null, null, stop.Token);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!File.Exists(begunWhenThere) || new FileInfo(begunWhenThere).Length == 0)
            await Task.Delay(10, patience.Token);
        await stop.CancelAsync();
        return (await running)!;
    }

    [Fact]
    public async Task What_was_due_once_runs_once_however_many_servers_look_at_the_clock()
    {
        var due = _machine.Clock.GetUtcNow();
        _machine.Clock.Advance(TimeSpan.FromSeconds(1));

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Runner("true").RunAsync(Any, "schedule", due, null, CancellationToken.None)));
        var late = await Runner("true").RunAsync(Any, "schedule", due, null, CancellationToken.None);
        var next = await Runner("true").RunAsync(Any, "schedule", _machine.Clock.GetUtcNow().AddSeconds(1), null, CancellationToken.None);

        Assert.Single(runs, run => run is not null);
        Assert.Null(late);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_is_marked_and_the_job_runs_again()
    {
        await _machine.ExecuteAsync("insert into job_runs (job, trigger, host, pid, started_at, outcome) values (@Name, 'schedule', 'gone', 1, @now, 'running')", new { Any.Name, now = _machine.Clock.GetUtcNow() });

        Assert.Equal("succeeded", (await Runner("true").RunAsync(Any, "person", null, null, CancellationToken.None))!.Outcome);
        Assert.Equal(["succeeded", "interrupted"], (await _runs.ListAsync(Any.Name, 5, CancellationToken.None)).Select(run => run.Outcome));
    }

    [Fact]
    public async Task Over_the_API_a_job_is_begun_and_its_run_can_be_looked_up()
    {
        await using var served = await ServedMachine.StartAsync(on, command: Shell("sleep 60"));

        var run = await served.SendAsync(HttpMethod.Post, $"/api/jobs/{Any.Name}/run", null, HttpStatusCode.Accepted);
        var again = await served.SendAsync(HttpMethod.Post, $"/api/jobs/{Any.Name}/run", null, HttpStatusCode.Conflict);
        var unknown = await served.SendAsync(HttpMethod.Post, "/api/jobs/nope/run", null, HttpStatusCode.NotFound);

        Assert.Equal("running", (string?)run["outcome"]);
        Assert.Contains("runs already", (string?)again["detail"]);
        Assert.Contains(Any.Name, (string?)unknown["detail"]);
        Assert.Equal("running", (string?)(await served.GetAsync($"/api/jobs/runs?job={Any.Name}"))[0]!["outcome"]);
        Assert.Equal(Job.All.Select(job => job.Name), (await served.GetAsync("/api/jobs")).AsArray().Select(job => (string?)job!["name"]));
    }

    JobRunner Runner(string script, string server = "one") => new(new LockStore(_machine.Database, _machine.Clock), RunsOn(server), Shell(script));

    JobRuns RunsOn(string server) => new(_machine.Database, _machine.Clock, server);

    static OwnCommand Shell(string script) => new("/bin/sh", ["-c", script]);
}

public sealed class ScheduleTests
{
    static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void Every_job_has_its_usual_schedule() => Assert.Equal(JobSettings.Usual.Keys, Job.All.Select(job => job.Name));

    [Theory]
    [InlineData("2026-11-27T12:00:00Z", "2026-11-29T11:00:00Z")] // Sunday 6:00, winter.
    [InlineData("2026-06-30T12:00:00Z", "2026-07-05T10:00:00Z")] // Summer.
    public void The_weekly_report_comes_on_Sunday_at_six_local_time(string now, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), Weekly().NextAfter(DateTimeOffset.Parse(now)));

    [Theory]
    [InlineData("2026-11-29T11:00:00Z", "2026-11-29T11:00:00Z")]
    [InlineData("2026-11-29T10:59:59Z", "2026-11-22T11:00:00Z")]
    public void What_was_due_last_is_known(string now, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), Weekly().LastDue(DateTimeOffset.Parse(now)));

    [Fact]
    public void A_job_that_is_off_is_never_due() =>
        Assert.Equal((null, null), ((Weekly() with { Cron = null }).NextAfter(DateTimeOffset.UtcNow), (Weekly() with { Cron = null }).LastDue(DateTimeOffset.UtcNow)));

    static Schedule Weekly() => new(Job.Named("generate-insights-report"), JobSettings.Usual["generate-insights-report"], NewYork);
}
