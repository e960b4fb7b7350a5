using System.Text.RegularExpressions;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd;

/// <summary>What stands in a transcript was written by anybody. None of it may act: not on a terminal, not in a page, not in a chat.</summary>
public sealed partial class HostileTextTests(Browser browser, HostileTextTests.Read read) : IClassFixture<Browser>, IClassFixture<HostileTextTests.Read>
{
    [Fact]
    public void The_main_job_writes_plain_text() => IsPlain(read.WholeRun);

    [Theory]
    [InlineData("sync")]
    [InlineData("sync", "--json")]
    [InlineData("extract", "--dry-run", "--force")]
    [InlineData("extract", "--dry-run", "--force", "--json")]
    [InlineData("extract", HostileHome.SessionId, "--force")]
    [InlineData("report", "--format", "markdown", "--output", "-")]
    [InlineData("report", "--format", "discord", "--output", "-")]
    [InlineData("report", "--format", "html", "--output", "-")]
    [InlineData("report", "--json")]
    [InlineData("usage")]
    [InlineData("usage", "--json")]
    [InlineData("usage", "--by", "model")]
    [InlineData("usage", "--by", "model", "--json")]
    [InlineData("usage", "--by", "project")]
    [InlineData("usage", "--by", "project", "--json")]
    [InlineData("usage", "--by", "session")]
    [InlineData("usage", "--by", "session", "--json")]
    [InlineData("sessions")]
    [InlineData("sessions", "--json")]
    [InlineData("session", HostileHome.SessionId)]
    [InlineData("session", HostileHome.SessionId, "--json")]
    [InlineData("doctor")]
    [InlineData("doctor", "--json")]
    [InlineData("profile", "check")]
    [InlineData("profile", "check", "--json")]
    [InlineData("profile", "init", "--force", "--home", "{copy}")]
    public async Task A_command_writes_plain_text_and_whole_JSON(params string[] arguments)
    {
        var finished = (await read.Home.Debrief.RunAsync([.. arguments.Select(argument => argument == "{copy}" ? read.CopyOfHome() : argument)])).Succeeded();

        IsPlain(finished);
        if (arguments.Contains("--json"))
            Assert.NotEqual(default, finished.Json.ValueKind);
    }

    [Theory]
    [InlineData]
    [InlineData("usage", "--by", "project")]
    [InlineData("sessions")]
    [InlineData("session", HostileHome.SessionId)]
    [InlineData("extract", "--dry-run", "--force")]
    [InlineData("doctor")]
    public async Task On_a_terminal_no_sequence_of_theirs_gets_through(params string[] arguments)
    {
        var told = (await read.Home.Debrief.RunOnTerminalAsync(arguments)).Succeeded().Output;

        Assert.DoesNotContain("\u001b]", told);
        Assert.DoesNotContain("\u001b[31mred", told);
        Assert.DoesNotContain("\u001b[2J", told);
        Assert.DoesNotContain('\a', told);
        Assert.DoesNotContain('\u202e', told);
    }

    [Fact]
    public async Task In_a_browser_nothing_of_it_runs_or_is_asked_for()
    {
        await using var page = await browser.OpenAsync(read.Report, width: 1200, dark: false);

        Assert.Empty(page.Complaints);
        Assert.Equal([new Uri(read.Report).AbsoluteUri], page.Requests);
        Assert.Empty(await page.OverflowingAsync());
    }

    [Fact]
    public async Task In_Markdown_it_is_neither_markup_nor_link()
    {
        var told = (await read.Home.Debrief.RunAsync("report", "--format", "markdown", "--output", "-")).Succeeded().Output;

        Assert.DoesNotMatch(LiveMarkup(), told);
    }

    [Fact]
    public async Task On_Discord_it_calls_nobody_and_fits_in_one_message()
    {
        var told = (await read.Home.Debrief.RunAsync("report", "--format", "discord", "--output", "-")).Succeeded().Output;

        Assert.DoesNotContain("@everyone", told);
        Assert.DoesNotContain("@here", told);
        Assert.DoesNotContain("<@123>", told);
        Assert.DoesNotContain("```", told);
        Assert.InRange(told.Length, 100, 2_000);
    }

    static void IsPlain(Finished finished)
    {
        var foreign = (finished.Output + finished.Errors).Where(unit => (char.IsControl(unit) && unit != '\n') || unit is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
        Assert.Equal("", string.Join(' ', foreign.Distinct().Select(unit => $"{(int)unit:x4}")));
    }

    /// <summary>A tag, or a link that isn't to http, with nothing before it that makes it mere text.</summary>
    [GeneratedRegex(@"(?<!\\)<(script|img|svg|/)|(?<!\\)\]\(\s*javascript:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex LiveMarkup();

    /// <summary>`debrief` over the hostile home, run once.</summary>
    public sealed class Read : IAsyncLifetime
    {
        internal HostileHome Home { get; } = new();
        internal Finished WholeRun { get; private set; } = null!;
        internal string Report { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Home.InitializeAsync();
            WholeRun = (await Home.Debrief.RunAsync()).Succeeded();
            Report = Assert.Single(Directory.EnumerateFiles(Home.Debrief.Home, "*.html", SearchOption.AllDirectories));
        }

        public ValueTask DisposeAsync() => Home.DisposeAsync();

        /// <summary>For a command that changes the profile.</summary>
        internal string CopyOfHome()
        {
            var copy = Directory.CreateDirectory(Path.Combine(Home.Debrief.Folder, "copy")).FullName;
            File.Copy(Database.In(Home.Debrief.Home), Path.Combine(copy, "debrief.db"), overwrite: true);
            return copy;
        }
    }
}
