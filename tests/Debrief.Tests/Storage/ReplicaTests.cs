using System.Diagnostics;
using Dapper;
using Debrief.Access;
using Debrief.Insights;
using Debrief.Storage;
using Debrief.Tests.Insights;
using Debrief.Tests.Server;
using Debrief.Tests.Support;
using Npgsql;

namespace Debrief.Tests.Storage;

/// <summary>With a real one, of a server of the test's own.</summary>
public sealed class ReplicaTests : IDisposable
{
    readonly List<Process> _servers = [];
    readonly List<string> _warnings = [];

    [Fact]
    public async Task What_only_reads_asks_the_replica_while_it_is_there_and_the_database_itself_once_it_is_gone()
    {
        var at = Start("postgres.sh");
        var replicaAt = Start("replica.sh", new NpgsqlConnectionStringBuilder(at).Host!);
        await using var database = await Database.OpenAsync(at, CancellationToken.None);
        await using var reads = database.ReadFrom(replicaAt, TimeProvider.System, _warnings.Add);
        await using (var db = await database.ConnectAsync(CancellationToken.None))
        {
            new InsertedRows(db).Session(Some.Session());
            await ReplayedAsync(replicaAt, await db.ExecuteScalarAsync<string>("select cast(pg_current_wal_insert_lsn() as text)"));
        }

        Assert.True(await IsReplicaAsync(reads));
        Assert.False(await IsReplicaAsync(database));
        Assert.Equal(1, (await new InsightsReader(reads, Some.Profile).ReadAsync(Some.Week, CancellationToken.None)).Now.Summary.Sessions);
        await using (var db = await database.ConnectAsync(CancellationToken.None))
            Assert.True(await db.ExecuteScalarAsync<long>("select count(*) from daily_insights") > 50);
        Assert.Empty(_warnings);

        End(_servers[^1]);

        Assert.False(await IsReplicaAsync(reads));
        Assert.Equal(1, (await new InsightsReader(reads, Some.Profile).ReadAsync(Some.Week, CancellationToken.None)).Now.Summary.Sessions);
        Assert.Contains("reading asks the database itself", Assert.Single(_warnings));
    }

    /// <summary>While nothing new reaches the replica, whoever reads it can't see it.</summary>
    [Fact]
    public async Task Pages_and_answers_come_from_the_replica_but_for_what_a_person_has_just_changed()
    {
        var at = Start("postgres.sh");
        var replicaAt = Start("replica.sh", new NpgsqlConnectionStringBuilder(at).Host!);
        await using var served = await ServedMachine.StartAsync(new At(at), sessions: 1, reads: replicaAt);
        await using var replica = new NpgsqlConnection(replicaAt);
        await ReplayedAsync(replicaAt, await served.Machine.AskAsync<string>("select cast(pg_current_wal_insert_lsn() as text)"));
        await replica.ExecuteAsync("select pg_wal_replay_pause()");
        await AddFreshAsync(served);

        foreach (var page in s_replicated)
            Assert.False(await IsFreshAsync(served, page), page);
        foreach (var page in (string[])["/admin/sessions/fresh", "/admin/jobs"])
            Assert.True(await IsFreshAsync(served, page), page);

        await replica.ExecuteAsync("select pg_wal_replay_resume()");
        await ReplayedAsync(replicaAt, await served.Machine.AskAsync<string>("select cast(pg_current_wal_insert_lsn() as text)"));
        foreach (var page in s_replicated)
            Assert.True(await IsFreshAsync(served, page), page);
    }

    static readonly string[] s_replicated =
        ["/admin/insights", "/admin/sessions", "/admin/people", "/admin/skills", "/admin/friction", "/admin/cost", "/api/insights", "/api/sessions", "/api/sessions/facet-stats"];

    static async Task<bool> IsFreshAsync(ServedMachine served, string page)
    {
        var answer = await served.Client(Scopes.Write).GetAsync($"{page}?since=2026-03-02&until=2026-03-08");
        var text = await answer.Content.ReadAsStringAsync();
        // The page of one session isn't there at all where it isn't known.
        Assert.True(answer.IsSuccessStatusCode || page.StartsWith("/admin/sessions/"), $"{page}: {(int)answer.StatusCode} {text}");
        return answer.IsSuccessStatusCode && text.Contains("unheard-of", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whatever is made of it says "unheard-of".</summary>
    static async Task AddFreshAsync(ServedMachine served)
    {
        await using var db = await served.Machine.Database.ConnectAsync(CancellationToken.None);
        var rows = new InsertedRows(db);
        rows.Session(Some.Session(id: "fresh") with { Title = "Unheard-of", Project = "/work/unheard-of" });
        await rows.FacetAsync("fresh", Some.Facet() with { PeopleMentioned = ["Unheard-of"], SkillsMissed = ["unheard-of"], FrictionCounts = new Dictionary<string, int> { ["unheard-of"] = 1 }, Outcome = "unheard-of" });
        await rows.TranscriptAsync(99, "fresh");
        await rows.UsageAsync(99, "2026-03-04 10:00", "unheard-of", 1, 1, 0, 0, 0, 0);
        await db.ExecuteAsync("insert into job_runs (job, trigger, host, pid, started_at, ended_at, outcome, error) values ('check-alerts', 'person', 'one', 1, now(), now(), 'failed', 'unheard-of')");
    }

    sealed class At(string connection) : TestDatabase
    {
        internal override Dialect Dialect => Dialect.Postgres;

        internal override string New(bool hasTables = true) => connection;

        public override void Dispose()
        {
        }
    }

    [Fact]
    public async Task SQLite_has_no_replica()
    {
        using var on = new Sqlite();
        await using var database = await on.OpenAsync();

        var refused = Assert.Throws<UserError>(() => database.ReadFrom("Host=127.0.0.1;Username=nobody", TimeProvider.System, _warnings.Add));

        Assert.Contains("database_reads", refused.Message);
    }

    public void Dispose() => _servers.ForEach(End);

    static async Task<bool> IsReplicaAsync(Database database)
    {
        await using var db = await database.ConnectAsync(CancellationToken.None);
        return await db.ExecuteScalarAsync<bool>("select pg_is_in_recovery()");
    }

    static async Task ReplayedAsync(string replica, string? position)
    {
        await using var db = new NpgsqlConnection(replica);
        for (var tries = 0; !await db.ExecuteScalarAsync<bool>("select pg_last_wal_replay_lsn() >= cast(@position as pg_lsn)", new { position }); tries++)
        {
            Assert.True(tries < 600, "The replica doesn't follow.");
            await Task.Delay(50);
        }
    }

    /// <returns>Its connection string.</returns>
    string Start(string script, params string[] arguments)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"debrief-pg-{Guid.NewGuid():n}"[..20]);
        var server = Process.Start(new ProcessStartInfo("sh", [Path.Combine(PrivatePostgres.Root(), "tests", script), folder, .. arguments])
            { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _servers.Add(server);
        var line = server.StandardOutput.ReadLine();
        if (line is null)
        {
            server.WaitForExit();
            Assert.SkipWhen(server.ExitCode == 3, "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        }
        return line ?? throw new InvalidOperationException($"tests/{script} ended with {server.ExitCode}, and no server.");
    }

    static void End(Process server)
    {
        if (!server.HasExited)
            server.StandardInput.Close();
        server.WaitForExit();
    }
}
