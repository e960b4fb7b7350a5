using Dapper;
using Debrief.Storage;
using Debrief.Storage.Copying;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.Tests.Cli;

public sealed class DatabaseCopyTests : IAsyncLifetime
{
    static readonly Transcript Talk = Transcript.With(
        Say.Human("Mend\tthe\\shop \ud83d\ude00\r\nand \\N or \\. too\n\"now\""), Say.Bash("ls", "c1"), Say.Fails("no such\0file \\u0000", "c1"), Say.Assistant("Done."), "{broken",
        Say.Human("Thanks, perfect!"), Say.Assistant("Glad."), Say.Human("And the door?"), Say.Assistant("Done too."));

    readonly TempFolder _folder = new();
    readonly Postgres _postgres = new();

    public async ValueTask InitializeAsync()
    {
        Talk.WriteTo(_folder["claude/projects/-work-shop/5e551011-0000-4000-8000-000000000001.jsonl"]);
        Succeeded(await DebriefAsync("sync", "--from", _folder["claude"]));
        Succeeded(await DebriefAsync("extract", "--via", "rules"));
    }

    public ValueTask DisposeAsync()
    {
        _postgres.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task All_is_there_afterwards_and_goes_on_being_written()
    {
        var target = _postgres.New(hasTables: false);
        string[][] commands = [["sessions", "--json"], ["session", "5e551011"], ["usage", "--json"], ["report", "--period", "weekly", "--until", "2026-03-08", "--json"]];
        var before = await Task.WhenAll(commands.Select(DebriefAsync));

        var copied = Succeeded(await DebriefAsync("database", "copy", "--to", target));
        _folder.Write("config.yaml", $"database: {target}\n");

        Assert.Matches(@"(?m)^  session_facets +1 +\d+$", copied.Output);
        Assert.Contains("rows and sums are the same", copied.Output.Replace('\n', ' '));
        Assert.Equal(Sorted(before), Sorted(await Task.WhenAll(commands.Select(DebriefAsync))));
        Assert.Contains("0 read (0 lines), 1 unchanged", Succeeded(await DebriefAsync("sync", "--from", _folder["claude"])).Output.Replace('\n', ' '));
        Succeeded(await DebriefAsync("extract", "--via", "rules", "--force"));
        Assert.Equal("2", await AskAsync(target, "select cast(count(*) as text) from extraction_attempts"));
    }

    [Fact]
    public async Task A_target_that_holds_something_is_left_alone()
    {
        var target = _postgres.New(hasTables: false);
        Succeeded(await DebriefAsync("database", "copy", "--to", target));
        await AskAsync(target, "delete from session_facets");

        var again = await DebriefAsync("database", "copy", "--to", target);

        Assert.Equal(2, again.ExitCode);
        Assert.Contains("already. Name an empty database: nothing is mixed or overwritten.", again.Error);
        Assert.Equal("0", await AskAsync(target, "select cast(count(*) as text) from session_facets"));
    }

    [Fact]
    public async Task What_PostgreSQL_can_not_hold_stops_it_and_leaves_the_target_empty()
    {
        var target = _postgres.New();
        await AskAsync(_folder["debrief.db"], "update claude_sessions set lines_added = 99999999999");

        var run = await DebriefAsync("database", "copy", "--to", target);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Nothing was copied: value \"99999999999\" is out of range for type integer (COPY claude_sessions, line 1, column lines_added", run.Error);
        Assert.Equal("0", await AskAsync(target, "select cast(count(*) as text) from transcripts"));
    }

    [Theory]
    [InlineData("message_usage", "update message_usage set output_tokens = output_tokens + 1 where id = (select min(id) from message_usage)", "output_tokens sums up to")]
    [InlineData("claude_sessions", "update claude_sessions set title = title || 'x'", "title sums up to")]
    [InlineData("claude_sessions", "update claude_sessions set cut_short = not cut_short", "cut_short sums up to")]
    [InlineData("claude_sessions", "update claude_sessions set ended_at = started_at", "ended_at sums up to")]
    [InlineData("session_facets", "update session_facets set confidence = 0.123", "confidence sums up to")]
    [InlineData("session_facets", "update session_facets set friction_counts = null", "friction_counts sums up to")]
    [InlineData("bad_lines", "delete from bad_lines", "1 rows became 0")]
    public async Task A_copy_that_is_not_the_same_is_told_from_one_that_is(string table, string change, string told)
    {
        var target = _postgres.New(hasTables: false);
        await AskAsync(_folder["debrief.db"], "update session_facets set confidence = 0.7, friction_counts = '{}'");
        Succeeded(await DebriefAsync("database", "copy", "--to", target));
        Assert.Null(await DifferenceAsync(target, table));

        await AskAsync(target, change);

        Assert.Contains(told, await DifferenceAsync(target, table));
    }

    [Fact]
    public async Task Only_a_file_is_copied_and_only_to_a_server()
    {
        Assert.Contains("only to a PostgreSQL server", (await DebriefAsync("database", "copy", "--to", _folder["other.db"])).Error);
        _folder.Write("config.yaml", $"database: {_postgres.New()}\n");
        Assert.Contains("Only a SQLite database", (await DebriefAsync("database", "copy", "--to", _postgres.New())).Error);
    }

    async Task<string?> DifferenceAsync(string target, string name)
    {
        await using var source = await Database.OpenAsync(_folder["debrief.db"], CancellationToken.None);
        await using var copy = await Database.OpenAsync(target, CancellationToken.None);
        await using var from = await source.ConnectAsync(CancellationToken.None);
        await using var to = (Npgsql.NpgsqlConnection)await copy.ConnectAsync(CancellationToken.None);
        var table = (await CopiedTable.ListAsync(to, CancellationToken.None)).Single(table => table.Name == name);
        return (await TableSum.OfAsync(from, table, CancellationToken.None)).DifferenceTo(await TableSum.OfAsync(to, table, CancellationToken.None));
    }

    static async Task<string?> AskAsync(string connection, string sql)
    {
        await using var database = await Database.OpenAsync(connection, CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        return await db.ExecuteScalarAsync<string?>(sql);
    }

    Task<Run> DebriefAsync(params string[] args) => Run.Debrief([.. args, "--home", _folder.Path]);

    static Run Succeeded(Run run)
    {
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        return run;
    }

    /// <summary>In which order the names of a JSON object come is no fact.</summary>
    static string Sorted(IEnumerable<Run> runs) => string.Join('\n', runs.SelectMany(run => run.Output.Split('\n')).Select(line => line.TrimEnd(',')).Order(StringComparer.Ordinal));
}
