using Debrief.Locks;
using Debrief.Storage;
using Quartz;

namespace Debrief.Jobs;

/// <summary>Lets a server run the jobs when their time comes. All servers on a database look at the clock, and one of them runs the job, or each its part of it: see <see cref="JobRuns.BeginAsync"/>.</summary>
static class Scheduling
{
    /// <param name="command">Runs this program.</param>
    /// <param name="server">Its name.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, IReadOnlyList<Schedule> schedules, OwnCommand command, string server)
    {
        services.AddSingleton(schedules).AddSingleton(command).AddSingleton<LockStore>().AddSingleton<JobRunner>().AddSingleton<ServerJobs>();
        services.AddSingleton(parts => new JobRuns(parts.GetRequiredService<Database>(), parts.GetRequiredService<TimeProvider>(), server));
        services.AddHostedService(parts => parts.GetRequiredService<ServerJobs>());
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
