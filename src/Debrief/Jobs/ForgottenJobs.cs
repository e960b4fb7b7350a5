using Quartz;

namespace Debrief.Jobs;

/// <summary>At the start of a server: jobs that are in the database yet, and in its configuration no more, are forgotten. Those that are there have been scheduled as it says by then.</summary>
sealed class ForgottenJobs([FromKeyedServices(Scheduling.Cluster)] ISchedulerFactory schedulers, IReadOnlyList<Schedule> schedules) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var kept = schedules.Where(schedule => schedule.Cron is not null).Select(schedule => new JobKey(schedule.Job.Name));
        var known = await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellationToken);
        await scheduler.DeleteJobs([.. known.Except(kept)], cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
