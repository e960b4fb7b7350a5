using Cronos;
using Debrief.Configuration;

namespace Debrief.Jobs;

/// <summary>When a job runs.</summary>
/// <param name="Cron">Five fields; null: only when somebody says so.</param>
sealed record Schedule(Job Job, string? Cron, TimeZoneInfo TimeZone)
{
    public static IReadOnlyList<Schedule> Of(JobSettings settings, TimeZoneInfo profile) =>
        [.. Job.All.Select(job => new Schedule(job, settings.Schedules[job.Name], settings.TimeZone ?? profile))];

    /// <summary>The first time after then; null: never.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time) => Cron is null ? null : CronExpression.Parse(Cron).GetNextOccurrence(time, TimeZone);

    /// <summary>The last time it should have run; null where that is more than a month ago, or never.</summary>
    public DateTimeOffset? LastDue(DateTimeOffset now) =>
        Cron is null ? null : CronExpression.Parse(Cron).GetOccurrences(now.AddDays(-32), now, TimeZone, fromInclusive: true, toInclusive: true).Select(due => (DateTimeOffset?)due).LastOrDefault();
}
