using System.ComponentModel;
using Debrief.Access;
using Debrief.Documents;
using Debrief.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Api;

static class JobsApi
{
    const int UsualRuns = 50;
    const int MostRuns = 500;

    public static void MapJobs(this RouteGroupBuilder group)
    {
        group.MapGet("", ListAsync).WithName("jobs").WithSummary("The jobs, when they run, and how they last went");
        group.MapGet("/runs", RunsAsync).WithName("job-runs").ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("What jobs did, the latest first");
        group.MapPost("/{name}/run", RunAsync).WithName("run-job").RequireAuthorization(Scopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Run a job now. It is answered as soon as the job has begun");
    }

    static async Task<Ok<IReadOnlyList<JobDocument>>> ListAsync(IReadOnlyList<Schedule> schedules, JobRuns runs, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.Ok(await JobDocument.ReadAsync(schedules, runs, clock.GetUtcNow(), cancel));

    static async Task<Ok<IReadOnlyList<JobRun>>> RunsAsync(JobRuns runs, CancellationToken cancel,
        [Description("Only of this one.")] string? job = null, [Description("How many: 50 unless told, 500 at most.")] int limit = UsualRuns) =>
        limit is >= 1 and <= MostRuns
            ? TypedResults.Ok(await runs.ListAsync(job is null ? null : Job.Named(job).Name, limit, cancel))
            : throw new UserError($"`limit` must be a number from 1 to {MostRuns}.");

    static async Task<Results<Accepted<JobRun>, ProblemHttpResult>> RunAsync(string name, ServerJobs jobs)
    {
        var job = Job.Named(name);
        var begun = new TaskCompletionSource<JobRun?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = RunOnAsync(jobs, job, begun); // It goes on when the answer is out.
        return await begun.Task is { } run
            ? TypedResults.Accepted($"/api/jobs/runs?job={job.Name}", run)
            : TypedResults.Problem($"{job.Name} runs already.", statusCode: StatusCodes.Status409Conflict);
    }

    /// <summary>What fails before it has begun is told to who asked; after that the run tells it itself.</summary>
    static async Task RunOnAsync(ServerJobs jobs, Job job, TaskCompletionSource<JobRun?> begun)
    {
        try
        {
            await jobs.RunAsync(job, "person", due: null, begun.SetResult, CancellationToken.None);
            begun.TrySetResult(null);
        }
        catch (Exception ex)
        {
            if (!begun.TrySetException(ex))
                throw;
        }
    }
}
