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

    async Task ExecuteAsync(string sql)
    {
        await using var database = (await Database.FindAsItIsAsync(Connection, CancellationToken.None))!;
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await db.ExecuteAsync(sql);
    }
}
