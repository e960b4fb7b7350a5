namespace Debrief.Jobs;

/// <summary>At the start of a server: what was due while none ran is run, once. A job that never ran waits for its time, but for the sync, without which there is nothing.</summary>
sealed partial class CatchUp(IReadOnlyList<Schedule> schedules, ServerJobs jobs, JobRuns runs, TimeProvider clock, ILogger<CatchUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var schedule in schedules)
        {
            try
            {
                if (await MissedAsync(schedule, stoppingToken) is { } due)
                    await jobs.RunAsync(schedule.Job, "catch-up", due, begun: null, stoppingToken);
            }
            catch (System.Data.Common.DbException ex)
            {
                Failed(log, schedule.Job.Name, ex.Message); // Its next time comes.
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Job} couldn't be caught up: {Reason}")]
    static partial void Failed(ILogger log, string job, string reason);

    async Task<DateTimeOffset?> MissedAsync(Schedule schedule, CancellationToken cancel)
    {
        if (schedule.LastDue(clock.GetUtcNow()) is not { } due)
            return null;

        var last = await runs.LastAsync(schedule.Job, cancel);
        return last is null ? (schedule.Job == Job.All[0] ? due : null) : last.StartedAt < due ? due : null;
    }
}
