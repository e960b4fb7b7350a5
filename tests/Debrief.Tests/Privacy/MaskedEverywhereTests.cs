using System.Text;
using Debrief.Storage;
using Debrief.Tests.Cli;
using Debrief.Tests.Support;

namespace Debrief.Tests.Privacy;

[Collection(nameof(DoctorHome))]
public sealed class MaskedEverywhereOnSqlite() : MaskedEverywhereTests(new Sqlite())
{
    [Fact]
    public async Task Not_even_in_the_bytes_of_its_files()
    {
        await FillAsync();

        foreach (var file in Directory.GetFiles(Home[""], "debrief.db*"))
            Assert.DoesNotContain(Beginning, Encoding.Latin1.GetString(File.ReadAllBytes(file)));
    }
}

[Collection(nameof(DoctorHome))]
public sealed class MaskedEverywhereOnPostgres() : MaskedEverywhereTests(new Postgres());

/// <summary>A secret that stands wherever a transcript has words comes out nowhere.</summary>
public abstract class MaskedEverywhereTests(TestDatabase on) : IDisposable
{
    static readonly string Token = "gh" + "p_" + new string(new Random(3).GetItems("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".AsSpan(), 36));

    /// <summary>What would tell it, also where it was cut.</summary>
    protected static readonly string Beginning = Token[..16];

    private protected DoctorHome Home { get; } = new(on);

    public void Dispose()
    {
        Home.Dispose();
        on.Dispose();
    }

    [Fact]
    public async Task Nowhere_in_the_database()
    {
        await FillAsync();

        var rows = await StoredRows.OfAllTablesAsync(Home.Database);
        Assert.DoesNotContain(Beginning, rows);
        Assert.Contains("[secret: GitHub token]", rows);
    }

    protected async Task FillAsync()
    {
        Write(Everywhere);
        await RunAsync();
    }

    [Fact]
    public async Task In_no_report()
    {
        Write(Everywhere);
        await RunAsync();
        await Run.Debrief("report");

        var reports = Directory.GetFiles(Home["reports"]);
        Assert.NotEmpty(reports);
        Assert.All(reports, report => Assert.DoesNotContain(Beginning, File.ReadAllText(report)));
    }

    [Fact]
    public async Task In_nothing_that_the_program_says()
    {
        Write(Everywhere);

        foreach (var run in await RunAsync())
            Assert.DoesNotContain(Beginning, run.Output + run.Error);
    }

    [Fact]
    public async Task A_database_of_an_earlier_version_shows_none_either()
    {
        Write(Transcript.With(Say.Human("Mend the shop"), Say.Assistant("Done.")));
        await Run.Debrief("sync");
        await PutAsync($"update claude_sessions set title = '{Token}', first_prompt = 'Use {Token}', files_touched = '[\"/x/{Token}\"]'");

        Run[] runs = [await Run.Debrief("sessions"), await Run.Debrief("sessions", "--json"), await Run.Debrief("session", "5e551011"), await Run.Debrief("session", "5e551011", "--json"), await Run.Debrief("extract", "--dry-run"), await Run.Debrief("usage", "--by", "session")];

        Assert.All(runs, run => Assert.DoesNotContain(Beginning, run.Output + run.Error));
        Assert.Contains("[secret: GitHub token]", runs[3].Output);
    }

    static Transcript Everywhere => Transcript.With(
        Say.Flat("ai-title", ("aiTitle", $"Deploy with {Token}")),
        Say.Human($"{new string('x', 990)} use {Token} for it, and ask Robin."),
        Say.Bash($"git push https://{Token}@github.invalid/x"),
        Say.Fails($"fatal: Authentication failed for https://{Token}@github.invalid/x"),
        Say.Calls("Write", new() { ["file_path"] = $"/work/shop/{Token}.txt" }, "toolu_2"),
        Say.Result(id: "toolu_2"),
        Say.Assistant($"I tried it with {Token}. You're right, that was my mistake: {Token} is not valid."),
        Say.Human($"No, that's wrong, I meant {Token}!"),
        Say.Assistant($"Fixed: all tests pass with {Token}."),
        Say.Human($"Thanks, perfect, {Token} works!"),
        Say.Calls("Edit", new() { ["file_path"] = $"/work/{Token}" }, "toolu_3")) with { Folder = $"/work/{Token}" };

    string Write(Transcript transcript) => transcript.WriteTo(Path.Combine(Home.Claude, "projects", "-work-shop", $"{transcript.Session}.jsonl"));

    static async Task<IReadOnlyList<Run>> RunAsync() =>
    [
        await Run.Debrief("sync"), await Run.Debrief("extract"), await Run.Debrief("extract", "--force"), await Run.Debrief(), await Run.Debrief("sessions"), await Run.Debrief("sessions", "--json"), await Run.Debrief("session", "5e551011"),
        await Run.Debrief("session", "5e551011", "--json"), await Run.Debrief("usage", "--by", "project"), await Run.Debrief("usage", "--by", "session", "--json"), await Run.Debrief("report", "--format", "markdown", "--output", "-"),
        await Run.Debrief("report", "--json"), await Run.Debrief("doctor"),
    ];

    async Task PutAsync(string sql)
    {
        await using var database = await Database.OpenAsync(Home.Database, CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
