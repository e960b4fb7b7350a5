using System.Text.Json.Serialization;
using Debrief.Jobs;

namespace Debrief.Documents;

/// <summary>A job, when it runs, and how it last went.</summary>
/// <param name="Schedule">As cron says it; null: only when somebody says so.</param>
/// <param name="NextRun">Where a server runs; null: never.</param>
/// <param name="LastRun">Null: it never ran.</param>
sealed record JobDocument(string Name, string Does, string? Schedule, string TimeZone, DateTimeOffset? NextRun, JobRun? LastRun)
{
    public static async Task<IReadOnlyList<JobDocument>> ReadAsync(IReadOnlyList<Schedule> schedules, JobRuns runs, DateTimeOffset now, CancellationToken cancel)
    {
        var jobs = new List<JobDocument>();
        foreach (var schedule in schedules)
            jobs.Add(new(schedule.Job.Name, schedule.Job.Does, schedule.Cron, schedule.TimeZone.Id, schedule.NextAfter(now), await runs.LastAsync(schedule.Job, cancel)));
        return jobs;
    }
}

[JsonSerializable(typeof(IReadOnlyList<JobDocument>))]
[JsonSerializable(typeof(IReadOnlyList<JobRun>))]
[JsonSerializable(typeof(JobRun))]
sealed partial class JobsJson : JsonSerializerContext;
