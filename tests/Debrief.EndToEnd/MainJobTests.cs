using System.Text.RegularExpressions;
using Debrief.EndToEnd.Support;
using Debrief.Sample;

namespace Debrief.EndToEnd;

public sealed partial class MainJobTests : IDisposable
{
    const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    readonly DebriefProcess _debrief = DebriefProcess.WithNothingSet();

    public void Dispose() => _debrief.Dispose();

    [Fact]
    public async Task Where_there_is_no_transcript_it_shows_invented_weeks_and_says_so()
    {
        var told = (await _debrief.RunAsync()).Succeeded();

        Assert.Contains("invented weeks of an invented person", told.Output.ReplaceLineEndings(" "));
        Assert.True(File.Exists(ReportNamedIn(told)));
    }

    [Fact]
    public async Task Where_there_are_transcripts_it_tells_of_them_and_the_second_time_opens_none()
    {
        var transcripts = Directory.EnumerateFiles(WriteOwnWeeks(), "*.jsonl", SearchOption.AllDirectories).Count();

        var first = (await _debrief.RunAsync()).Succeeded();
        var second = (await _debrief.RunAsync()).Succeeded();

        Assert.DoesNotContain("invented", first.Output);
        Assert.Contains($"{transcripts} transcripts: {transcripts} read", first.Output);
        Assert.Contains($"{transcripts} transcripts: 0 read (0 lines), {transcripts} unchanged", second.Output);
        Assert.Equal(ReportNamedIn(first), ReportNamedIn(second));
    }

    [Fact]
    public async Task When_the_transcripts_are_gone_it_still_tells_of_them()
    {
        var weeks = WriteOwnWeeks();
        (await _debrief.RunAsync()).Succeeded();
        Directory.Delete(weeks, recursive: true);

        var told = (await _debrief.RunAsync()).Succeeded();

        Assert.DoesNotContain("invented", told.Output);
    }

    [Fact]
    public async Task The_demo_is_invented_even_where_there_are_transcripts_and_leaves_their_database_alone()
    {
        WriteOwnWeeks();
        (await _debrief.RunAsync("sync")).Succeeded();
        var database = Path.Combine(_debrief.UserHome, ".local", "share", "debrief", "debrief.db");
        var before = await File.ReadAllBytesAsync(database);

        var told = (await _debrief.RunAsync("demo")).Succeeded();

        Assert.Contains(Path.Combine("debrief", "sample"), ReportNamedIn(told));
        Assert.Equal(before, await File.ReadAllBytesAsync(database));
    }

    [Theory]
    [InlineData]
    [InlineData("demo")]
    public async Task It_writes_nowhere_but_into_its_own_folders(params string[] arguments)
    {
        WriteOwnWeeks();
        var before = Everything();

        (await _debrief.RunAsync(arguments)).Succeeded();

        var own = Path.Combine(_debrief.UserHome, ".local", "share", "debrief");
        var after = Everything();
        Assert.Equal(before, after.Intersect(before));
        Assert.All(after.Except(before), path => Assert.True(path.StartsWith(own, StringComparison.Ordinal) || own.StartsWith(path, StringComparison.Ordinal), path));
    }

    [Theory]
    [InlineData]
    [InlineData("demo")]
    public async Task What_it_writes_nobody_else_can_read(params string[] arguments)
    {
        WriteOwnWeeks();

        (await _debrief.RunAsync(arguments)).Succeeded();
        (await _debrief.RunAsync("profile", "init")).Succeeded();

        var own = Path.Combine(_debrief.UserHome, ".local", "share", "debrief");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_debrief.UserHome, ".config", "debrief", "profile.yaml")));
        Assert.Equal("", string.Join('\n', Directory.EnumerateFileSystemEntries(own, "*", SearchOption.AllDirectories).Append(own)
            .Where(path => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None && !IsBelowAPrivateFolder(path, own))));
    }

    [Fact]
    public async Task On_a_terminal_there_are_colours_and_with_NO_COLOR_there_are_none()
    {
        var colourful = (await _debrief.RunOnTerminalAsync("demo")).Succeeded();
        _debrief.Environment["NO_COLOR"] = "1";
        var plain = (await _debrief.RunOnTerminalAsync("demo")).Succeeded();

        Assert.Matches(Colour(), colourful.Output);
        Assert.DoesNotMatch(Colour(), plain.Output);
    }

    [Fact]
    public async Task Into_a_pipe_it_writes_no_colours()
    {
        _debrief.Environment["TERM"] = "xterm-256color";
        _debrief.Environment["COLORTERM"] = "truecolor";

        var told = (await _debrief.RunAsync("demo")).Succeeded();

        Assert.DoesNotContain('\u001b', told.Output + told.Errors);
    }

    [Fact]
    public async Task One_home_holds_everything_when_one_is_given()
    {
        var home = Path.Combine(_debrief.Folder, "elsewhere");

        (await _debrief.RunAsync("demo", "--home", home)).Succeeded();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_debrief.UserHome));
        Assert.True(Directory.Exists(home));
    }

    [Fact]
    public async Task The_demo_takes_no_folder_that_is_somebodys_own()
    {
        var own = Directory.CreateDirectory(Path.Combine(_debrief.Folder, "mine", "sample")).FullName;
        await File.WriteAllTextAsync(Path.Combine(own, "profile.yaml"), "name: somebody else\n");

        (await _debrief.RunAsync("demo", "--home", Path.GetDirectoryName(own)!)).RefusedWithOneLine(own);

        Assert.Equal("name: somebody else\n", await File.ReadAllTextAsync(Path.Combine(own, "profile.yaml")));
    }

    [Fact]
    public async Task The_demo_can_be_shown_again()
    {
        var first = (await _debrief.RunAsync("demo")).Succeeded();
        var second = (await _debrief.RunAsync("demo")).Succeeded();

        Assert.Equal(first.Output, second.Output);
    }

    /// <summary>Four weeks that end today, where Claude Code would have left them.</summary>
    string WriteOwnWeeks()
    {
        var claude = Path.Combine(_debrief.UserHome, ".claude");
        SampleWeeks.Write(claude, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1), TimeZoneInfo.Utc);
        return claude;
    }

    List<string> Everything() => [.. Directory.EnumerateFileSystemEntries(_debrief.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    static bool IsBelowAPrivateFolder(string path, string root)
    {
        for (var folder = Path.GetDirectoryName(path)!; folder.StartsWith(root, StringComparison.Ordinal); folder = Path.GetDirectoryName(folder)!)
        {
            if ((File.GetUnixFileMode(folder) & Others) == UnixFileMode.None)
                return true;
        }
        return false;
    }

    static string ReportNamedIn(Finished told) => ReportLine().Match(told.Output).Groups["path"].Value;

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Colour();

    [GeneratedRegex("^Report: (?<path>.+)$", RegexOptions.Multiline)]
    private static partial Regex ReportLine();
}
