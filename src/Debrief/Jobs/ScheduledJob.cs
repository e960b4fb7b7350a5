using Quartz;

namespace Debrief.Jobs;

/// <summary>What the scheduler starts: the job of its name.</summary>
sealed class ScheduledJob(ServerJobs jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await jobs.RunAsync(Job.Named(context.JobDetail.Key.Name), "schedule", context.ScheduledFireTimeUtc, begun: null, cancellationToken);
}
