using System.Text.Json;
using Dapper;
using Debrief.Storage;
using Debrief.Tests.Support;

namespace Debrief.Tests.Cli;

[Collection(nameof(DoctorHome))]
public sealed class DoctorOnSqlite() : DoctorTests(new Sqlite())
{
    [Fact]
    public Task A_file_that_is_no_database_is_a_problem() => IsAProblemAsync("debrief.db", "this is no database, however long one looks at it", "database", "it is not a SQLite database");
}

[Collection(nameof(DoctorHome))]
public sealed class DoctorOnPostgres() : DoctorTests(new Postgres())
{
    [Fact]
    public async Task A_server_that_refuses_is_a_problem_and_its_password_is_not_shown()
    {
        Environment.SetEnvironmentVariable("DEBRIEF_DATABASE", "postgres://debrief:sesame@127.0.0.1:1/nowhere");

        var line = Line(await JsonAsync(exitCode: 1), "database");

        Assert.Equal("problem", line.Mark);
        Assert.StartsWith("The database postgres://127.0.0.1:1/nowhere can't be used: the server can't be reached", line.Found);
        Assert.DoesNotContain("sesame", (await Run.Debrief("doctor")).Output + (await Run.Debrief("doctor", "--json")).Output);
    }
}

public abstract class DoctorTests(TestDatabase on) : IDisposable
{
    readonly DoctorHome _home = new(on);

    public void Dispose()
    {
        _home.Dispose();
        on.Dispose();
    }

    [Fact]
    public async Task On_a_fresh_home_it_says_what_to_do_and_makes_nothing()
    {
        var run = await Run.Debrief("doctor");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("none found", Line(await JsonAsync(), "transcripts").Found);
        Assert.Equal($"nothing synced yet into {on.Dialect.Name}, {Connection.Shown(_home.Database)}", Line(await JsonAsync(), "database").Found);
        Assert.Contains("                          → debrief sync\n", run.Output);
        Assert.Contains("→ debrief profile init\n", run.Output);
        Assert.Contains($"{_home.Claude} isn't there", run.Output);
        Assert.True(_home.IsUntouched);
    }

    [Fact]
    public async Task After_a_sync_all_is_counted()
    {
        _home.Transcript("s1.jsonl", DoctorHome.Prompt("Mend it"), DoctorHome.Answer("claude-opus-4-5"));
        Assert.Equal(0, (await Run.Debrief("sync")).ExitCode);

        var found = await JsonAsync();

        Assert.Equal(0, found.GetProperty("problems").GetInt32());
        Assert.StartsWith($"{on.Dialect.Name}, {Connection.Shown(_home.Database)} (", Line(found, "database").Found);
        Assert.Equal("1 session from 1 transcript", Line(found, "sessions").Found);
        Assert.Equal("all 2 could be read", Line(found, "lines").Found);
        Assert.StartsWith("1 file, ", Line(found, "archive").Found);
        Assert.EndsWith("entries from 2026-03-04 to 2026-03-05", Line(found, "folder").Found);
        Assert.StartsWith("of 1 of 1 messages (100 %)", Line(found, "output").Found);
        Assert.DoesNotContain(found.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("lines").EnumerateArray()), line => line.GetProperty("about").GetString() == "to sync");
    }

    [Fact]
    public async Task What_changed_or_vanished_since_the_sync_is_told()
    {
        var gone = _home.Transcript("s1.jsonl", DoctorHome.Prompt("Mend it"));
        _home.Transcript("s2.jsonl", DoctorHome.Prompt("Mend that"));
        await Run.Debrief("sync");
        File.Delete(gone);
        _home.Transcript("s2.jsonl", DoctorHome.Prompt("Mend that"), DoctorHome.Prompt("And more"));
        _home.Transcript("s3.jsonl", DoctorHome.Prompt("New"));
        await File.WriteAllTextAsync(Path.Combine(_home.Claude, "settings.json"), """{"cleanupPeriodDays": 90}""");

        var found = await JsonAsync();

        Assert.Equal(("note", "2 of 2 not synced yet"), (Line(found, "to sync").Mark, Line(found, "to sync").Found));
        Assert.Equal("1 of 2 archived transcripts is gone from the disk", Line(found, "deleted").Found);
        Assert.StartsWith("Claude Code deletes them after 90 days (set by", Line(found, "retention").Found);
    }

    [Fact]
    public async Task What_could_not_be_read_or_priced_is_listed()
    {
        var good = DoctorHome.Prompt("Mend it");
        var path = _home.Transcript("s1.jsonl", good, "{oops", DoctorHome.Prompt("?", type: "hologram"), DoctorHome.Answer("gpt-9"));
        await Run.Debrief("sync");

        var run = await Run.Debrief("doctor");

        Assert.Contains("  note     lines          1 of 4 could not be read\n", run.Output);
        Assert.Contains($"\n    {path}, byte {good.Length + 1}: not JSON", run.Output);
        Assert.Contains("1 type not known: hologram (1)", run.Output);
        Assert.Contains("none for gpt-9 (1 message): tokens are counted,", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("profile.yaml", "foo: 1\nbar: 2\n", "profile", "2 problems in ")]
    [InlineData("config.yaml", "foo: 1\n", "configuration", "unknown key `foo`")]
    [InlineData("config.yaml", "transcripts: [\"a\\0b\"]\n", "configuration", "Null character in path")]
    public Task A_broken_file_is_a_problem_and_the_rest_is_still_told(string file, string text, string about, string told) => IsAProblemAsync(file, text, about, told);

    protected async Task IsAProblemAsync(string file, string text, string about, string told)
    {
        _home.Write(file, text);

        var found = await JsonAsync(exitCode: 1);

        Assert.Equal(1, found.GetProperty("problems").GetInt32());
        Assert.Equal("problem", Line(found, about).Mark);
        Assert.Contains(told, Line(found, about).Found);
        Assert.NotEmpty(Line(found, "Debrief").Found);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_a_problem_and_what_waits_for_a_sync_is_not_guessed()
    {
        _home.Transcript("s1.jsonl", DoctorHome.Prompt("Mend it"));
        await Run.Debrief("sync");
        await ExecuteAsync("insert into schema_migrations (name, checksum) values ('9999_later', '0')");

        var found = await JsonAsync(exitCode: 1);

        Assert.Contains("newer version of Debrief", Line(found, "database").Found);
        Assert.Equal(JsonValueKind.Null, found.GetProperty("transcripts").GetProperty("roots")[0].GetProperty("not_synced").ValueKind);
    }

    [Fact]
    public async Task A_database_with_impossible_values_is_a_problem()
    {
        _home.Transcript("s1.jsonl", DoctorHome.Prompt("Mend it"));
        await Run.Debrief("sync");
        await ExecuteAsync("update claude_sessions set unknown_entries = '[1]'");

        Assert.Contains("can't be read", Line(await JsonAsync(exitCode: 1), "database").Found);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_a_problem()
    {
        _home.Write("file", "");

        var found = await JsonAsync(exitCode: 1, "--home", _home["file"]);

        Assert.Equal(("problem", $"{_home["file"]} can't be written: it is a file"), (Line(found, "data folder").Mark, Line(found, "data folder").Found));
    }

    [Fact]
    public async Task Only_the_first_twenty_bad_lines_are_listed()
    {
        _home.Transcript("s1.jsonl", [.. Enumerable.Repeat("{oops", 25), DoctorHome.Prompt("Mend it")]);
        await Run.Debrief("sync");

        var lines = Line(await JsonAsync(), "lines");

        Assert.Equal("25 of 26 could not be read; the first 20:", lines.Found);
        Assert.Equal(20, lines.Details);
    }

    [Fact]
    public async Task Foreign_text_is_harmless_on_the_terminal()
    {
        using var home = new DoctorHome(on, "cl\x1b[31maude");
        home.Transcript("s\x1b]0;title\a.jsonl", "{oops", DoctorHome.Prompt("?", type: "\\u001b[2J"), DoctorHome.Answer("gpt-\\u001b[2J"));
        await Run.Debrief("sync");

        var run = await Run.Debrief("doctor");

        Assert.DoesNotContain('\x1b', run.Output);
        Assert.DoesNotContain('\a', run.Output);
        Assert.Contains("/cl␛[31maude", run.Output);
        Assert.Contains("/s␛]0;title␇.jsonl, byte 0:", run.Output);
        Assert.Contains("gpt-␛[2J", run.Output);
        Assert.DoesNotContain('\x1b', (await Run.Debrief("doctor", "--json")).Output);
    }

    protected static async Task<JsonElement> JsonAsync(int exitCode = 0, params string[] more)
    {
        var run = await Run.Debrief(["doctor", "--json", .. more]);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        return JsonElement.Parse(run.Output);
    }

    protected static (string Mark, string Found, int Details) Line(JsonElement report, string about)
    {
        var line = report.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("lines").EnumerateArray())
            .First(line => line.GetProperty("about").GetString() == about);
        return (line.GetProperty("mark").GetString()!, line.GetProperty("found").GetString()!, line.GetProperty("details").GetArrayLength());
    }

    async Task ExecuteAsync(string sql)
    {
        await using var database = await Database.OpenAsync(_home.Database, TestContext.Current.CancellationToken);
        await using var db = await database.ConnectAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync(sql);
    }
}
