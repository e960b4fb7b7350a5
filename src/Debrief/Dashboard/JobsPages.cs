using Debrief.Access;
using Debrief.Dashboard.Components;
using Debrief.Documents;
using Debrief.Jobs;
using Debrief.Profile;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>The jobs: when they run, how they went, how far they are.</summary>
static class JobsPages
{
    const int RunsOfEach = 5;
    const int RunsOfOne = 50;

    public static void MapJobsPage(this RouteGroupBuilder admin)
    {
        admin.MapGet("/jobs", ShowAsync);
        admin.MapGet("/jobs/events", Follow);
        admin.MapPost("/jobs/{name}/run", RunAsync).RequireAuthorization(Scopes.Write);
    }

    /// <param name="job">Only this one, with more of its runs.</param>
    static async Task<RazorComponentResult> ShowAsync(string? job, Viewer viewer, IReadOnlyList<Schedule> schedules, JobRuns runs, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var only = string.IsNullOrWhiteSpace(job) ? null : Job.Named(job).Name;
        var shown = new List<ShownJob>();
        foreach (var document in await JobDocument.ReadAsync([.. schedules.Where(schedule => only is null || schedule.Job.Name == only)], runs, clock.GetUtcNow(), cancel))
            shown.Add(new(document, await runs.ListAsync(document.Name, only is null ? RunsOfEach : RunsOfOne, cancel)));
        return Page.Of<JobsPage>(viewer, profile, new ShownJobs(shown, only is not null, clock.GetUtcNow()));
    }

    static ServerSentEventsResult<string> Follow(JobRuns runs, TimeProvider clock, IHostApplicationLifetime server) =>
        TypedResults.ServerSentEvents(new JobNews(runs, clock).ReadAsync(server.ApplicationStopping));

    static async Task<RedirectHttpResult> RunAsync(string name, IFormCollection form, ServerJobs jobs)
    {
        var job = Job.Named(name);
        var run = await jobs.BeginAsync(job);
        return TypedResults.LocalRedirect($"{Links.To(Links.Jobs, ("done", run is null ? "running" : "begun"))}#{job.Name}");
    }
}

/// <param name="Runs">The latest first.</param>
sealed record ShownJob(JobDocument Job, IReadOnlyList<JobRun> Runs)
{
    public IEnumerable<JobRun> Running => Runs.Where(run => run.IsRunning);
}

/// <param name="IsOne">Somebody asked for one of them.</param>
sealed record ShownJobs(IReadOnlyList<ShownJob> Jobs, bool IsOne, DateTimeOffset Now)
{
    /// <summary>Which server ran something needs telling where there are several.</summary>
    public bool HasHosts => Jobs.SelectMany(job => job.Runs).Select(run => run.Host).Distinct().Count() > 1;
}
