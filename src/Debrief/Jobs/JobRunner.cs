using Debrief.Locks;

namespace Debrief.Jobs;

/// <summary>Runs a job, once at a time on all machines that use the database, or on each of them, and keeps what came of it.</summary>
sealed class JobRunner(LockStore locks, JobRuns runs, OwnCommand command)
{
    /// <param name="trigger">schedule, catch-up, person, or the job that it runs after.</param>
    /// <param name="due">When it was due; null: whenever.</param>
    /// <param name="begun">Is told of the run as soon as it has begun.</param>
    /// <returns>Null: it runs already, or has run since it was due.</returns>
    public async Task<JobRun?> RunAsync(Job job, string trigger, DateTimeOffset? due, Action<JobRun>? begun, CancellationToken cancel)
    {
        await using var held = (await locks.TryTakeAsync(runs.LockOf(job), cancel)).Mine;
        if (held is null || await runs.BeginAsync(job, trigger, due, cancel) is not { } run)
            return null;

        begun?.Invoke(run);
        var end = await command.RunAsync(job.Command, cancel);
        var before = await runs.ListAsync(job.Name, Notice.RunsLookedAt, CancellationToken.None);
        var ended = await runs.EndAsync(run, end, Notice.Of(job, end, before), CancellationToken.None);
        if (ended.Notice is not null && job.Command != Job.Deliver)
            await command.RunAsync(Job.Deliver, cancel);
        if (job.Then is { } next && !cancel.IsCancellationRequested)
            await RunAsync(Job.Named(next), job.Name, due: null, begun: null, cancel);
        return ended;
    }
}
