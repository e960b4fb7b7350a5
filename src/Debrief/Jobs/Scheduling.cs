using Debrief.Locks;
using Debrief.Storage;
using Quartz;

namespace Debrief.Jobs;

/// <summary>
/// Lets a server run the jobs when their time comes. What one server does for all is scheduled in the database, where it is PostgreSQL; what each does, and everything of a server that has
/// a file to itself, in the server's memory. Whatever begins a run, <see cref="JobRuns.BeginAsync"/> sees to it that there is no second one.
/// </summary>
static class Scheduling
{
    /// <summary>The name of the scheduler that all servers on a database are part of.</summary>
    public const string Cluster = "debrief";

    /// <summary>A server that gave no sign for the interval and this time is taken for dead: longer than a busy machine is silent.</summary>
    static readonly TimeSpan s_betweenSigns = TimeSpan.FromSeconds(10), s_longestSilence = TimeSpan.FromSeconds(30);

    /// <param name="command">Runs this program.</param>
    /// <param name="server">Its name.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, IReadOnlyList<Schedule> schedules, OwnCommand command, string server)
    {
        services.AddSingleton(schedules).AddSingleton(command).AddSingleton<LockStore>().AddSingleton<JobRunner>().AddSingleton<ServerJobs>();
        services.AddSingleton(parts => new JobRuns(parts.GetRequiredService<Database>(), parts.GetRequiredService<TimeProvider>(), server));
        services.AddHostedService(parts => parts.GetRequiredService<ServerJobs>());
        return services;
    }

    public static IServiceCollection AddScheduler(this IServiceCollection services, IReadOnlyList<Schedule> schedules, Database database)
    {
        var isCluster = database.Dialect == Dialect.Postgres;
        services.AddSingleton<SchedulerTroubles>();
        services.AddQuartz(quartz => Add(quartz, schedules.Where(schedule => !isCluster || schedule.Job.IsShared)));
        if (isCluster)
        {
            services.AddQuartz(Cluster, quartz =>
            {
                quartz.UsePersistentStore(store => Keep(store, database));
                Add(quartz, schedules.Where(schedule => !schedule.Job.IsShared));
            });
            services.AddHostedService<ForgottenJobs>();
        }

        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService<CatchUp>();
        return services;
    }

    static void Keep(IPersistentStoreBuilder store, Database database)
    {
        store.UsePostgres(source => source.DataSourceFactory = _ => database.Connections);
        store.UseSystemTextJsonSerializer();
        store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (s_betweenSigns, s_longestSilence));
    }

    static void Add(IQuartzBuilder quartz, IEnumerable<Schedule> schedules)
    {
        quartz.UseDefaultThreadPool(Job.All.Count);
        quartz.AddSchedulerListener(parts => parts.GetRequiredService<SchedulerTroubles>());
        quartz.AddJobListener(parts => parts.GetRequiredService<SchedulerTroubles>());
        foreach (var (job, cron, zone) in schedules)
        {
            if (cron is not null)
                quartz.ScheduleJob<ScheduledJob>(
                    trigger => trigger.WithIdentity(job.Name).WithSchedule(CronScheduleBuilder.Create(cron, CronFormat.Unix).InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
                    detail => detail.WithIdentity(job.Name));
        }
    }
}
