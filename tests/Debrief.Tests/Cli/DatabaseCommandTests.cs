using System.Text.Json;
using Dapper;
using Debrief.Storage;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.Tests.Cli;

public sealed class DatabaseCommandOnSqlite() : DatabaseCommandTests(new Sqlite())
{
    [Fact]
    public async Task Of_a_file_that_is_not_there_nothing_is_told_and_none_is_made()
    {
        var run = await DatabaseAsync("status");

        Assert.Equal((2, $"debrief: There is no database at {Connection} yet: `debrief sync` makes it.\n"), (run.ExitCode, run.Error));
        Assert.False(File.Exists(Connection));
    }
}

public sealed class DatabaseCommandOnPostgres() : DatabaseCommandTests(new Postgres());

public abstract class DatabaseCommandTests : IDisposable
{
    readonly TestDatabase _on;
    readonly TempFolder _home = new();

    protected DatabaseCommandTests(TestDatabase on)
    {
        (_on, Connection) = (on, on.New(hasTables: false));
        _home.Write("config.yaml", $"database: {Connection}\n");
    }

    protected string Connection { get; }

    public void Dispose()
    {
        _home.Dispose();
        _on.Dispose();
    }

    private protected Task<Run> DatabaseAsync(params string[] args) => Run.Debrief(["database", .. args, "--home", _home.Path]);

    [Fact]
    public async Task Migrating_says_what_it_applied_and_the_second_time_nothing()
    {
        var first = await DatabaseAsync("migrate");
        var second = await DatabaseAsync("migrate");

        Assert.Equal([.. Script.All().Select(script => $"Applied {script.Name}")], first.Output.Split('\n').TakeWhile(line => line.StartsWith("Applied")));
        Assert.Equal($"{Debrief.Storage.Connection.Shown(Connection)} is up to date.\n", second.Output.Replace('\n', ' ').TrimEnd() + "\n");
        Assert.EndsWith(second.Output, first.Output);
    }

    [Fact]
    public async Task The_status_tells_what_it_is_and_holds_and_changes_nothing()
    {
        await DatabaseAsync("migrate");
        await ExecuteAsync("delete from schema_migrations where name like '0003%'");
        await ExecuteAsync("insert into transcripts (id, path, kind, size, modified_at, read_to, copied_to, copies_seen, lines, bad_lines, facts, shrunk, archived_size) values (1, 'p', 'session', 0, 0, 0, 0, 0, 0, 0, '{}', false, 0)");

        var status = JsonElement.Parse((await DatabaseAsync("status", "--json")).Output);
        var told = (await DatabaseAsync("status")).Output;

        Assert.Equal((_on.Dialect.Name, Debrief.Storage.Connection.Shown(Connection)), (status.GetProperty("kind").GetString(), status.GetProperty("place").GetString()));
        Assert.True(status.GetProperty("bytes").GetInt64() > 10_000);
        Assert.Equal(1, status.GetProperty("tables").EnumerateArray().Single(table => table.GetProperty("table").GetString() == "transcripts").GetProperty("rows").GetInt64());
        Assert.All(status.GetProperty("pending").EnumerateArray(), name => Assert.StartsWith("0003", name.GetString()));
        Assert.Equal(Script.All().Count(script => script.Name.StartsWith("0003")), status.GetProperty("pending").GetArrayLength());
        Assert.StartsWith($"{_on.Dialect.Name} {status.GetProperty("version").GetString()}, ", told.Replace('\n', ' '));
        Assert.Contains("`debrief database migrate` does it.", told.Replace('\n', ' '));
        Assert.Matches(@"(?m)^  transcripts +1$", told);
    }

    [Fact]
    public async Task Folding_says_what_it_did_and_a_trial_what_it_would_do()
    {
        await DatabaseAsync("migrate");
        await ExecuteAsync("insert into transcripts (id, path, kind, size, modified_at, read_to, copied_to, copies_seen, lines, bad_lines, facts, shrunk, archived_size) values (1, 'gone', 'session', 0, 0, 0, 0, 0, 0, 0, '{}', false, 0)");
        foreach (var id in (string[])["a", "b", "c"])
            await ExecuteAsync($"insert into message_usage (id, transcript_id, claim, at, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final) values ('{id}', 1, 0, '{Columns.ToText(new(2025, 1, 1, 10, 0, 0, TimeSpan.Zero))}', 'm', 1, 1, 0, 0, 0, 0, true)");

        var trial = JsonElement.Parse((await DatabaseAsync("fold", "--dry-run", "--json")).Output);
        var young = JsonElement.Parse((await DatabaseAsync("fold", "--older-than", "20000d", "--json")).Output);
        var told = (await DatabaseAsync("fold")).Output.Replace('\n', ' ');

        Assert.Equal((3, 1, true), (trial.GetProperty("messages").GetInt32(), trial.GetProperty("rows").GetInt32(), trial.GetProperty("is_trial").GetBoolean()));
        Assert.Equal(0, young.GetProperty("messages").GetInt32());
        Assert.StartsWith("3 messages of 1 transcript became 1 row.", told);
        Assert.Equal(2, (await DatabaseAsync("fold", "--older-than", "long")).ExitCode);
    }

    async Task ExecuteAsync(string sql)
    {
        await using var database = (await Database.FindAsItIsAsync(Connection, CancellationToken.None))!;
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await db.ExecuteAsync(sql);
    }
}
