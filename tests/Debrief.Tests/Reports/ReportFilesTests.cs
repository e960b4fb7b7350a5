using Debrief.Insights;
using Debrief.Reports;

namespace Debrief.Tests.Reports;

public sealed class ReportFilesTests : IDisposable
{
    readonly string folder = Path.Combine(Path.GetTempPath(), $"debrief-reports-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_format_is_a_file_named_by_its_period()
    {
        var paths = await WriteAsync(ReportFormat.Html, ReportFormat.Markdown, ReportFormat.Discord);

        Assert.Equal(["weekly-2026-02-02.html", "weekly-2026-02-02.md", "weekly-2026-02-02.txt"], paths.Select(Path.GetFileName));
        Assert.All(paths, path => Assert.True(Path.IsPathFullyQualified(path)));
        Assert.Equal(DiscordReport.Render(Invented.Rich(), Invented.Alex), File.ReadAllText(paths[2]));
    }

    [Fact]
    public async Task Writing_again_replaces_the_file_and_leaves_nothing_else()
    {
        var first = await WriteAsync(ReportFormat.Markdown);
        File.WriteAllText(first[0], "old");

        await WriteAsync(ReportFormat.Markdown);

        Assert.Equal(first, Directory.GetFiles(folder));
        Assert.StartsWith("# Your week", File.ReadAllText(first[0]));
    }

    [Fact]
    public async Task Only_the_owner_can_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        var below = Path.Combine(folder, "reports");
        var paths = await ReportFiles.WriteAsync(below, new(Invented.Rich(), Invented.Alex, TakenAt: null), [ReportFormat.Html], CancellationToken.None);

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner, File.GetUnixFileMode(paths[0]));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(below));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_one_is_the_users_to_change()
    {
        File.WriteAllText(folder, "a file");
        try
        {
            var error = await Assert.ThrowsAsync<UserError>(() => WriteAsync(ReportFormat.Html));
            Assert.Contains(folder, error.Message);
            Assert.DoesNotContain("\n", error.Message);
        }
        finally
        {
            File.Delete(folder);
        }
    }

    [Fact]
    public void Periods_that_begin_on_the_same_day_do_not_share_a_file() =>
        Assert.Equal("custom-2026-02-01-to-2026-02-10.html", ReportFiles.Name(new Period("custom", new(2026, 2, 1), new(2026, 2, 11), TimeZoneInfo.Utc), ReportFormat.Html));

    Task<IReadOnlyList<string>> WriteAsync(params ReportFormat[] formats) =>
        ReportFiles.WriteAsync(folder, new(Invented.Rich(), Invented.Alex, TakenAt: null), formats, CancellationToken.None);
}
