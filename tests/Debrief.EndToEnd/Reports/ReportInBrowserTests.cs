using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Reports;

/// <summary>The report of the invented weeks, as a browser shows it. The pictures stay in artifacts/report.</summary>
public sealed class ReportInBrowserTests(Browser browser, ReportInBrowserTests.Demo demo)
    : IClassFixture<Browser>, IClassFixture<ReportInBrowserTests.Demo>
{
    [Theory]
    [InlineData(1200, false)]
    [InlineData(1200, true)]
    [InlineData(400, false)]
    [InlineData(400, true)]
    public async Task It_fits_the_window_and_asks_for_nothing_but_itself(int width, bool dark)
    {
        await using var page = await browser.OpenAsync(demo.Report, width, dark);
        await SaveAsync(page, $"{width}-{(dark ? "dark" : "light")}.png");

        Assert.Empty(await page.OverflowingAsync());
        Assert.Empty(page.Complaints);
        Assert.Equal([new Uri(demo.Report).AbsoluteUri], page.Requests);
        Assert.InRange(await page.BackgroundAsync(), dark ? 0 : 200, dark ? 60 : 255);
    }

    [Fact]
    public async Task All_can_use_that_of_the_week_and_that_of_the_month()
    {
        foreach (var report in (string[])[demo.Report, demo.Monthly])
        {
            await using var page = await browser.OpenAsync(report, 1200, dark: false);
            await Look.UsableAsync(page);
        }
    }

    static async Task SaveAsync(OpenedPage page, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "report"));
        await page.SaveAsync(Path.Combine(folder.FullName, name), wholePage: true);
    }

    /// <summary>`debrief demo`, run once.</summary>
    public sealed class Demo : IAsyncLifetime
    {
        readonly DebriefProcess _debrief = new();

        public string Report { get; private set; } = "";
        public string Monthly { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            (await _debrief.RunAsync("demo")).Succeeded();
            Report = Assert.Single(Directory.EnumerateFiles(_debrief.Home, "*.html", SearchOption.AllDirectories));
            (await _debrief.RunAsync("report", "--period", "monthly", "--format", "html", "--no-narrative", "--output", Path.Combine(_debrief.Folder, "monthly"), "--home", Path.Combine(_debrief.Home, "sample"))).Succeeded();
            Monthly = Assert.Single(Directory.EnumerateFiles(Path.Combine(_debrief.Folder, "monthly")));
        }

        public ValueTask DisposeAsync()
        {
            _debrief.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
