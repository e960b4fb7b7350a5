using Debrief.Locks;
using Quartz;

namespace Debrief.Jobs;

/// <summary>Lets a server run the jobs when their time comes. All servers on a database look at the clock, and one of them runs the job: see <see cref="JobRuns.BeginAsync"/>.</summary>
static class Scheduling
{
    /// <param name="command">Runs this program.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, IReadOnlyList<Schedule> schedules, OwnCommand command)
    {
        services.AddSingleton(schedules).AddSingleton(command).AddSingleton<LockStore>().AddSingleton<JobRuns>().AddSingleton<JobRunner>();
        return services;
    }

    public static IServiceCollection AddScheduler(this IServiceCollection services, IReadOnlyList<Schedule> schedules)
    {
        services.AddQuartz(quartz =>
        {
            foreach (var (job, cron, zone) in schedules)
            {
                if (cron is not null)
                    quartz.ScheduleJob<ScheduledJob>(
                        trigger => trigger.WithIdentity(job.Name).WithSchedule(CronScheduleBuilder.Create(cron, CronFormat.Unix).InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)),
                        detail => detail.WithIdentity(job.Name));
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService<CatchUp>();
        return services;
    }
}
