using System.Data.Common;
using Dapper;

namespace Debrief.Insights;

/// <summary>How often a job ran in a period, and how it went.</summary>
/// <param name="Failed">Those that were interrupted are in it.</param>
sealed record JobHealth(string Job, int Runs, int Failed)
{
    /// <summary>Of runs that are over, the jobs in the order of their names.</summary>
    public static async Task<IReadOnlyList<JobHealth>> ReadAsync(DbConnection db, Period period, CancellationToken cancel)
    {
        var rows = await db.QueryAsync<Row>(new CommandDefinition("""
            select job, count(*) as runs, count(*) filter (where outcome <> 'succeeded') as failed
              from job_runs
             where started_at >= @From and started_at < @To and outcome <> 'running'
             group by job
             order by job
            """, new { period.From, period.To }, cancellationToken: cancel));
        return [.. rows.Select(row => new JobHealth(row.Job, row.Runs, row.Failed))];
    }

    sealed record Row
    {
        public required string Job { get; init; }
        public int Runs { get; init; }
        public int Failed { get; init; }
    }
}
