using System.Collections.Concurrent;
using Dapper;
using Debrief.Configuration;
using Debrief.Jobs;
using Debrief.Server;
using Debrief.Storage;
using Debrief.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Debrief.Tests.Jobs;

/// <summary>Servers that run jobs when their time comes, several on one PostgreSQL.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    const string Delivering = "deliver-messages", Syncing = "sync-claude-sessions", Folding = "fold-old-usage";

    readonly Postgres _on = new();
    readonly List<IHost> _servers = [];
    readonly ConcurrentBag<DateTimeOffset> _fired = [];
    readonly ConcurrentBag<string> _told = [];
    Database _database = null!;

    public async ValueTask InitializeAsync() => _database = await _on.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.ToList())
            await StopAsync(server);
        await _database.DisposeAsync();
        _on.Dispose();
    }

    [Fact]
    public async Task What_is_due_is_begun_by_one_of_the_servers()
    {
        await StartAsync();
        await StartAsync();
        var at = DateTimeOffset.UtcNow.AddSeconds(2);
        var soon = TriggerBuilder.Create().WithIdentity("soon").ForJob(Delivering).StartAt(at).WithSimpleSchedule(each => each.WithInterval(TimeSpan.FromSeconds(1)).WithRepeatCount(4)).Build();
        foreach (var server in _servers)
            await (await SchedulerAsync(server)).ScheduleJob(soon, ScheduleJobOptions.Replacing); // As each does at its start.

        await UntilAsync(async () => await AskAsync<long>("select count(*) from qrtz_triggers where trigger_name = 'soon'") == 0);

        Assert.Equal(5, _fired.Count);
        Assert.Equal(5, _fired.Distinct().Count());
        Assert.True(await AskAsync<long>($"select count(*) from job_runs where job = '{Delivering}' and trigger = 'schedule'") > 0);
    }

    [Fact]
    public async Task The_configuration_of_the_server_that_started_last_holds()
    {
        var first = await StartAsync((Syncing, "*/15 * * * *"), (Folding, "40 4 * * *"));
        Assert.Equal(["fold-old-usage 0 40 4 * * ?", "sync-claude-sessions 0 */15 * * * ?"], await ScheduledAsync());
        await StopAsync(first);
        Assert.Equal(2, (await ScheduledAsync()).Count);

        await StartAsync((Syncing, "7 3 * * *"), (Delivering, "5 * * * *"));

        Assert.Equal(["deliver-messages 0 5 * * * ?", "sync-claude-sessions 0 7 3 * * ?"], await ScheduledAsync());
        var next = new DateTimeOffset(await AskAsync<long>($"select next_fire_time from qrtz_triggers where trigger_name = '{Syncing}'"), TimeSpan.Zero);
        Assert.Equal(new Schedule(Job.Named(Syncing), "7 3 * * *", TimeZoneInfo.Utc).NextAfter(DateTimeOffset.UtcNow), next);
    }

    [Fact]
    public async Task What_each_server_does_itself_is_scheduled_in_each()
    {
        await StartAsync(("extract-session-facets", "15,45 * * * *"));
        await StartAsync(("extract-session-facets", "0 * * * *"));

        Assert.Empty(await ScheduledAsync());
        foreach (var server in _servers)
            Assert.Equal(["extract-session-facets"], (await (await server.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).GetJobKeys(GroupMatcher<JobKey>.AnyGroup())).Select(job => job.Name));
    }

    [Fact]
    public async Task What_a_server_that_died_had_begun_is_free_again_and_not_begun_a_second_time()
    {
        await StartAsync((Folding, "40 4 * * *"));
        await ExecuteAsync($"""
            insert into qrtz_scheduler_state (sched_name, instance_name, last_checkin_time, checkin_interval) values ('debrief', 'dead', 1, 10000);
            insert into qrtz_fired_triggers (sched_name, entry_id, trigger_name, trigger_group, instance_name, fired_time, sched_time, priority, state, job_name, job_group, is_nonconcurrent, requests_recovery)
            select sched_name, 'dead1', trigger_name, trigger_group, 'dead', 1, 1, 5, 'EXECUTING', job_name, job_group, true, false from qrtz_triggers;
            update qrtz_triggers set trigger_state = 'BLOCKED';
            """);

        await UntilAsync(async () => await AskAsync<string>("select trigger_state from qrtz_triggers") == "WAITING");

        Assert.Equal((0, 1, 0), (await AskAsync<long>("select count(*) from qrtz_fired_triggers"), await AskAsync<long>("select count(*) from qrtz_scheduler_state"), await AskAsync<long>("select count(*) from job_runs")));
        Assert.Empty(_fired);
    }

    [Fact]
    public async Task An_outage_is_told_in_a_line_and_what_was_due_meanwhile_is_begun_when_it_is_over()
    {
        await using var postgres = PrivatePostgres.Start();
        Assert.SkipWhen(postgres is null, "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        await using var database = await Database.OpenAsync(postgres.ConnectionTo("postgres"), CancellationToken.None);
        database.Patience = TimeSpan.Zero;
        var server = await StartOnAsync(database, [(Delivering, "0 0 29 2 *")]);
        var soon = TriggerBuilder.Create().WithIdentity("soon").ForJob(Delivering).StartAt(DateTimeOffset.UtcNow.AddSeconds(3)).Build();
        await (await SchedulerAsync(server)).ScheduleJob(soon, ScheduleJobOptions.Replacing);

        await postgres.StopAsync();
        await UntilAsync(() => Task.FromResult(!_told.IsEmpty));
        await Task.Delay(TimeSpan.FromSeconds(5)); // It is met again and again.
        await postgres.StartAsync();
        await UntilAsync(() => Task.FromResult(!_fired.IsEmpty));

        Assert.Matches("^Jobs wait: The database's server was stopped, or can't be reached any more: [^\n]+$", Assert.Single(_told));
        Assert.Single(_fired);
        await StopAsync(server);
    }

    [Fact]
    public async Task Two_servers_on_one_machine_are_told_apart()
    {
        await StartAsync();
        await StartAsync();

        await UntilAsync(async () => await AskAsync<long>("select count(distinct instance_name) from qrtz_scheduler_state") == 2);
    }

    [Fact]
    public async Task On_SQLite_all_is_scheduled_in_memory()
    {
        using var on = new Sqlite();
        await using var database = await on.OpenAsync();
        var server = await StartOnAsync(database, [(Syncing, "*/15 * * * *"), ("extract-session-facets", "15,45 * * * *")]);

        Assert.Null(server.Services.GetKeyedService<ISchedulerFactory>(Scheduling.Cluster));
        Assert.Equal(2, (await (await server.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).GetJobKeys(GroupMatcher<JobKey>.AnyGroup())).Count);
        await StopAsync(server);
    }

    Task<IHost> StartAsync(params (string Job, string Cron)[] schedules) => StartOnAsync(_database, schedules.Length > 0 ? schedules : [(Delivering, "0 0 29 2 *")]);

    async Task<IHost> StartOnAsync(Database database, (string Job, string Cron)[] schedules)
    {
        var usual = JobSettings.Usual.ToDictionary(job => job.Key, job => (string?)schedules.FirstOrDefault(schedule => schedule.Job == job.Key).Cron);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddLines();
        builder.Logging.ClearProviders().AddProvider(new LogTold(_told));
        builder.Services.AddSingleton(database).AddSingleton(TimeProvider.System);
        var all = Schedule.Of(new(usual, null), TimeZoneInfo.Utc);
        builder.Services.AddJobs(all, new("/bin/sh", ["-c", "true"]), $"server {_servers.Count}").AddScheduler(all, database);
        var server = builder.Build();
        _servers.Add(server);
        if (database.Dialect == Dialect.Postgres)
            (await SchedulerAsync(server)).ListenerManager.AddJobListener(new Told(_fired));
        await server.StartAsync();
        return server;
    }

    static async Task<IScheduler> SchedulerAsync(IHost server) => await server.Services.GetRequiredKeyedService<ISchedulerFactory>(Scheduling.Cluster).GetScheduler();

    async Task StopAsync(IHost server)
    {
        await server.StopAsync();
        server.Dispose();
        _servers.Remove(server);
    }

    async Task<IReadOnlyList<string>> ScheduledAsync()
    {
        await using var db = await _database.ConnectAsync(CancellationToken.None);
        return [.. (await db.QueryAsync<string>("select trigger_name || ' ' || cron_expression from qrtz_cron_triggers order by trigger_name"))];
    }

    async Task<T> AskAsync<T>(string sql)
    {
        await using var db = await _database.ConnectAsync(CancellationToken.None);
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    async Task ExecuteAsync(string sql)
    {
        await using var db = await _database.ConnectAsync(CancellationToken.None);
        await db.ExecuteAsync(sql);
    }

    static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await isSo())
            await Task.Delay(50, patience.Token);
    }

    /// <summary>What a server's log says, with all that comes with it.</summary>
    sealed class LogTold(ConcurrentBag<string> told) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => told.Add($"{formatter(state, exception)}{exception}");

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Dispose()
        {
        }
    }

    sealed class Told(ConcurrentBag<DateTimeOffset> fired) : IJobListener
    {
        public string Name => "told";

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            fired.Add(context.ScheduledFireTimeUtc!.Value);
            return ValueTask.CompletedTask;
        }
    }
}
