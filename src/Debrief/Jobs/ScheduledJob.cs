using Quartz;

namespace Debrief.Jobs;

/// <summary>What the scheduler starts: the job of its name. While it runs it isn't started again, on any server that has the same schedule; what was due meanwhile is made up for once.</summary>
[DisallowConcurrentExecution]
sealed class ScheduledJob(ServerJobs jobs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await jobs.RunAsync(Job.Named(context.JobDetail.Key.Name), "schedule", context.ScheduledFireTimeUtc, begun: null, cancellationToken);
}
