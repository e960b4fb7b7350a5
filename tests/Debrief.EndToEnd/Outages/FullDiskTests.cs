using Debrief.EndToEnd.Support;
using Debrief.Sample;

namespace Debrief.EndToEnd.Outages;

/// <summary>Everything of Debrief lies on a disk that is full, and then isn't any more.</summary>
public sealed class FullDiskTests : IDisposable
{
    static readonly DateOnly lastDay = new(2026, 2, 8);

    readonly DebriefProcess _undisturbed = new(), _debrief = new();
    readonly SmallDisk _disk;

    public FullDiskTests()
    {
        _disk = new(_debrief.Home, megabytes: 24);
        SampleWeeks.Write(_undisturbed.Environment["CLAUDE_CONFIG_DIR"], lastDay, TimeZoneInfo.Utc);
        _debrief.Environment["CLAUDE_CONFIG_DIR"] = _undisturbed.Environment["CLAUDE_CONFIG_DIR"];
    }

    public void Dispose()
    {
        _disk.Dispose();
        _debrief.Dispose();
        _undisturbed.Dispose();
    }

    [Theory]
    [InlineData(0)] // Not even the tables fit.
    [InlineData(600)] // In the middle of the rows.
    [InlineData(1800)] // Later.
    public async Task A_sync_says_so_in_a_line_and_the_next_one_brings_the_same_as_if_nothing_had_been(int kilobytesLeft)
    {
        _disk.Fill(leaving: kilobytesLeft << 10);

        var full = await _debrief.RunAsync("sync");

        SaysFull(full);
        await WithRoomTheNextOneMakesUpForItAsync();
    }

    [Fact]
    public async Task An_archive_without_room_says_so_in_a_line_and_the_next_sync_makes_up_for_it()
    {
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();
        _disk.Fill(leaving: 0);

        var full = await _debrief.RunAsync("sync");

        SaysFull(full);
        await WithRoomTheNextOneMakesUpForItAsync();
    }

    [Fact]
    public async Task An_extraction_says_so_in_a_line_and_the_next_one_extracts_what_is_missing()
    {
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();
        _disk.Fill(leaving: 128 << 10);

        var full = await _debrief.RunAsync("extract", "--limit", "500", "--via", "rules");

        Assert.Equal(1, full.ExitCode);
        Assert.Matches("(?m)^Stopped: The disk with the database [^\n]*full", full.Errors);
        Assert.DoesNotContain("fault in Debrief", full.Errors);
        _disk.Free();
        (await _debrief.RunAsync("extract", "--limit", "500", "--via", "rules")).Succeeded();
        (await _undisturbed.RunAsync("sync", "--no-archive")).Succeeded();
        (await _undisturbed.RunAsync("extract", "--limit", "500", "--via", "rules")).Succeeded();
        const string facets = "select session_id, outcome, underlying_goal, friction_counts, brief_summary, evidence from session_facets order by session_id";
        Assert.Equal(await Database.RowsAsync(_undisturbed.Database, facets), await Database.RowsAsync(_debrief.Database, facets));
        Assert.Equal(["0"], await Database.RowsAsync(_debrief.Database, "select count(*) from extraction_attempts where outcome = 'running'"));
    }

    [Fact]
    public async Task A_report_says_so_in_a_line_leaves_no_half_of_it_and_is_written_when_there_is_room()
    {
        string[] report = ["report", "--until", $"{lastDay:yyyy-MM-dd}"];
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();
        (await _undisturbed.RunAsync("sync", "--no-archive")).Succeeded();
        _disk.Fill(leaving: 0);

        var full = await _debrief.RunAsync(report);

        SaysFull(full);
        Assert.Empty(Reports(_debrief));
        _disk.Free();
        (await _debrief.RunAsync(report)).Succeeded();
        (await _undisturbed.RunAsync(report)).Succeeded();
        Assert.Equal(Reports(_undisturbed).Select(File.ReadAllText), Reports(_debrief).Select(File.ReadAllText));
        Assert.NotEmpty(Reports(_debrief));
    }

    /// <summary>The next sync brings the same as if nothing had been.</summary>
    async Task WithRoomTheNextOneMakesUpForItAsync()
    {
        _disk.Free();
        (await _debrief.RunAsync("sync")).Succeeded();
        (await _undisturbed.RunAsync("sync")).Succeeded();
        Assert.Equal(await StoredContent.OfAsync(_undisturbed), await StoredContent.OfAsync(_debrief));
    }

    static void SaysFull(Finished full)
    {
        var told = full.Errors.Trim();
        Assert.True(full.ExitCode is 1 or 2, $"Exit code {full.ExitCode}\n{told}\n{full.Output}");
        Assert.Equal("", full.Output);
        Assert.Matches(@"^debrief: [^\n]*(full|No space left)[^\n]*$", told);
        Assert.DoesNotContain("fault in Debrief", told);
    }

    static List<string> Reports(DebriefProcess debrief) => Directory.Exists(Path.Combine(debrief.Home, "reports"))
        ? [.. Directory.EnumerateFiles(Path.Combine(debrief.Home, "reports"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];
}
