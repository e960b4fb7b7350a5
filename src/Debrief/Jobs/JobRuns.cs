using System.Data.Common;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Dapper;
using Debrief.Locks;
using Debrief.Storage;

namespace Debrief.Jobs;

/// <summary>Keeps what jobs did.</summary>
/// <param name="server">By which this server is told from the others on the database.</param>
sealed class JobRuns(Database database, TimeProvider clock, string server)
{
    const string Kept = "id, job, trigger, host, started_at, ended_at, outcome, stats, error, notice, doing, done, done_of";

    const string Gone = "Its process is gone.";

    static JobRuns()
    {
        Columns.Register();
        SqlMapper.AddTypeHandler(new JsonColumn<JsonNode>(JobRunsJson.Default.JsonNode));
    }

    /// <summary>Who holds it may run the job: the only one, or of a shared job the only one on this server.</summary>
    public string LockOf(Job job) => LockOf(job, server);

    static string LockOf(Job job, string host) => job.IsShared ? $"job {job.Name} on {host}" : $"job {job.Name}";

    /// <summary>Only for who holds the job's lock: what else runs under it is gone.</summary>
    /// <param name="due">When it was due: if it has run since, or runs, it isn't begun again.</param>
    public async Task<JobRun?> BeginAsync(Job job, string trigger, DateTimeOffset? due, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition("""
            update job_runs set outcome = 'interrupted', ended_at = @now, error = @Gone, doing = null, done = null, done_of = null
             where job = @Name and outcome = 'running'
               and (not @IsShared or host = @server
                    or not exists (select 1 from locks where locks.name = 'job ' || job || ' on ' || job_runs.host and heartbeat_at > @silent))
            """, new { job.Name, job.IsShared, server, now, Gone, silent = now - LockHolder.LongestSilence }, transaction, cancellationToken: cancel));
        var run = await db.QuerySingleOrDefaultAsync<JobRun>(new CommandDefinition($"""
            insert into job_runs (job, trigger, host, pid, started_at, outcome)
            select @Name, @trigger, @server, @ProcessId, @now, 'running'
             where not exists (select 1 from job_runs where job = @Name and started_at >= @due and trigger <> 'person' and (not @IsShared or host = @server))
            returning {Kept}
            """, new { job.Name, job.IsShared, trigger, server, Environment.ProcessId, now, due = due ?? DateTimeOffset.MaxValue }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return run;
    }

    public async Task<JobRun> EndAsync(JobRun run, JobEnd end, string? notice, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.QuerySingleAsync<JobRun>(new CommandDefinition($"""
            update job_runs set outcome = @Outcome, stats = @Stats, error = @Error, notice = @notice, ended_at = @now, doing = null, done = null, done_of = null
             where id = @Id
            returning {Kept}
            """, new { run.Id, end.Outcome, end.Stats, end.Error, notice, now = clock.GetUtcNow() }, cancellationToken: cancel));
    }

    /// <summary>Keeps how far it is, while it goes on.</summary>
    public async Task TellAsync(JobRun run, JobProgress progress, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition(
            "update job_runs set doing = @Doing, done = @Done, done_of = @Of where id = @Id and outcome = 'running'", new { run.Id, progress.Doing, progress.Done, progress.Of }, cancellationToken: cancel));
    }

    /// <returns>Null: it never ran.</returns>
    public async Task<JobRun?> LastAsync(Job job, CancellationToken cancel) => await ListAsync(job.Name, 1, cancel) is [var last] ? last : null;

    /// <summary>Those since then of which somebody should be told.</summary>
    public async Task<IReadOnlyList<JobRun>> WithNoticeAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<JobRun>(new CommandDefinition(
            $"select {Kept} from job_runs where notice is not null and started_at >= @since order by id", new { since }, cancellationToken: cancel))];
    }

    /// <summary>The latest first. One whose process is gone is told as interrupted, also before the job runs again and that is kept.</summary>
    public async Task<IReadOnlyList<JobRun>> ListAsync(string? job, int limit, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        // Of one moment: a run that ends meanwhile gives its lock back.
        await using var moment = await Dialect.BeginReadingAsync(db, cancel);
        var runs = (await db.QueryAsync<JobRun>(new CommandDefinition(
            $"select {Kept} from job_runs where @job = '' or job = @job order by started_at desc, id desc limit @limit", new { job = job ?? "", limit }, moment, cancellationToken: cancel))).ToList();
        for (var i = 0; i < runs.Count; i++)
            if (runs[i].IsRunning)
                runs[i] = SeenBy(await HolderAsync(db, moment, runs[i], cancel), runs[i]);
        return runs;
    }

    static async Task<LockHolder?> HolderAsync(DbConnection db, DbTransaction moment, JobRun run, CancellationToken cancel) =>
        Job.All.FirstOrDefault(job => job.Name == run.Job) is { } job ? await LockStore.FindAsync(db, moment, LockOf(job, run.Host), cancel) : null;

    /// <param name="holder">Whoever has, or had, the lock that it needs; null: nobody.</param>
    JobRun SeenBy(LockHolder? holder, JobRun run)
    {
        // Who took it later isn't the one who began the run.
        var its = holder?.TakenAt <= run.StartedAt ? holder : null;
        return its?.IsAlive(clock.GetUtcNow()) == true ? run : run with { Outcome = "interrupted", EndedAt = its?.HeartbeatAt, Error = Gone, Doing = null, Done = null, DoneOf = null };
    }
}

[JsonSerializable(typeof(JsonNode))]
sealed partial class JobRunsJson : JsonSerializerContext;
