using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.Tests.Cli;

[Collection(nameof(DoctorHome))]
public sealed class WholeRunOnSqlite() : WholeRunTests(new Sqlite());

[Collection(nameof(DoctorHome))]
public sealed class WholeRunOnPostgres() : WholeRunTests(new Postgres());

public abstract class WholeRunTests(TestDatabase on) : IDisposable
{
    readonly DoctorHome _home = new(on);

    public void Dispose()
    {
        _home.Dispose();
        on.Dispose();
    }

    [Fact]
    public async Task Old_sessions_are_told_by_their_own_week()
    {
        _home.Transcript("s1.jsonl", DoctorHome.Prompt("Mend it"), DoctorHome.Answer("claude-opus-4-5"));

        var run = await Run.Debrief();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("\nNo session in the last seven days; this is the latest week that has some.\n\n── Your week, 2–8 March 2026 ─", run.Output);
        Assert.EndsWith($"\n\nReport: {_home["reports/weekly-2026-03-02.html"]}\nWhose work it was and what it served is told once you say so:\n`debrief profile init`.\n", run.Output);
    }

    [Fact]
    public async Task A_report_says_on_stderr_which_week_it_took_and_on_stdout_only_paths()
    {
        await SyncAsync();

        var run = await Run.Debrief("report", "--format", "html");

        Assert.Equal((0, $"{_home["reports/weekly-2026-03-02.html"]}\n"), (run.ExitCode, run.Output));
        Assert.Matches("^No session of yours ended in .*, so this is the latest week that has some\\. Your week, 2–8 March 2026: ", run.Error.Replace('\n', ' '));
    }

    [Fact]
    public async Task A_report_of_a_period_that_is_over_is_the_same_to_the_byte_until_it_is_refreshed()
    {
        await SyncAsync();
        var first = await TellAsync();

        _home.Transcript("s2.jsonl", DoctorHome.Prompt("And another").Replace("\"s1\"", "\"s2\""), DoctorHome.Answer("claude-opus-4-5").Replace("\"s1\"", "\"s2\""));
        await Run.Debrief("sync");

        var again = await TellAsync();
        Assert.Equal(first.Files, again.Files);
        Assert.Matches(@"These are the figures of \d{4}-\d\d-\d\d \d\d:\d\d\. 1 session came in since then: `--refresh` tells them too\.", again.Error);
        Assert.All(first.Files.Zip((await TellAsync("--refresh")).Files), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    static async Task<(string[] Files, string Error)> TellAsync(params string[] options)
    {
        var run = await Run.Debrief(["report", "--until", "2026-03-08", .. options]);
        var json = await Run.Debrief("report", "--until", "2026-03-08", "--json");
        return ([.. run.Output.TrimEnd().Split('\n').Select(File.ReadAllText), json.Output], run.Error.Replace('\n', ' '));
    }

    [Fact]
    public async Task An_empty_period_is_told_with_where_there_is_something()
    {
        await SyncAsync();

        var run = await Run.Debrief("report", "--since", "2025-01-06", "--until", "2025-01-12", "--json");

        Assert.Equal("No session of yours ended in 6–12 January 2025. The latest session ended on 2026-03-05: `debrief report --until 2026-03-05` tells the week up to then. ", run.Error.Replace('\n', ' '));
    }

    [Fact]
    public async Task The_summary_keeps_figures_whole_within_80_columns_and_ends_lines_without_blanks()
    {
        using var home = new TempFolder();

        var lines = (await Run.Debrief("demo", "--home", home.Path)).Output.Split('\n');

        Assert.All(lines.Where(line => !line.Contains(home.Path)), line => Assert.True(line.Length <= 80 && line == line.TrimEnd(), line));
        Assert.DoesNotContain(lines.Zip(lines.Skip(1)), pair => pair is ("", ""));
        Assert.Contains(lines, line => line.StartsWith("  ") && char.IsAsciiLetterOrDigit(line[2]));
        Assert.Single(lines, line => line.StartsWith("Active time") && line.Contains(" h ") && line.Contains(" from "));
        var (variable, sample) = (on is Postgres ? "DEBRIEF_DATABASE= " : "", Path.Combine(home.Path, "sample"));
        Assert.Equal([$"Look further: {variable}debrief sessions --home {sample}", $"In a browser: {variable}debrief serve --no-jobs --home {sample}"], lines[^3..^1]);
    }

    [Fact]
    public async Task A_sync_that_finds_nothing_says_where_it_looked()
    {
        var run = await Run.Debrief("sync");

        Assert.Equal((0, $"No transcript was found. Looked in {_home.Claude} (not there). Name another folder with `--from DIR`. "), (run.ExitCode, run.Output.Replace('\n', ' ')));
        Assert.Equal(new Run(0, "There is no session yet: run `debrief sync`.\n", ""), await Run.Debrief("extract"));
    }

    async Task SyncAsync()
    {
        _home.Transcript("s1.jsonl", DoctorHome.Prompt("Mend it"), DoctorHome.Answer("claude-opus-4-5"));
        Assert.Equal(0, (await Run.Debrief("sync")).ExitCode);
    }
}
