using System.Text.Json;
using System.Text.RegularExpressions;
using Debrief.MockModel;
using Debrief.Tests.Facets;
using Debrief.Tests.Support;

namespace Debrief.Tests.Reports.Narratives;

public sealed class NarratedReportOnSqlite() : NarratedReportTests(new Sqlite());
public sealed class NarratedReportOnPostgres() : NarratedReportTests(new Postgres());

/// <summary>`debrief report` with a model on loopback, from the transcript to the files.</summary>
public abstract partial class NarratedReportTests(TestDatabase on) : IDisposable
{
    static readonly string[] Report = ["report", "--until", "2026-03-08", "--format", "markdown", "--output", "-"];

    public void Dispose() => on.Dispose();

    [Fact]
    public async Task A_period_that_is_over_is_told_once_and_then_from_what_is_kept()
    {
        await using var home = await TellingAsync();

        var first = await home.DebriefAsync(Report);
        var again = await home.DebriefAsync(Report);

        Assert.Contains("You had 1 session.", first.Output);
        Assert.Equal(first.Output, again.Output);
        Assert.Single(home.Model.Received);
        Assert.Equal("narrative|extracted|v1", await home.RowsAsync("select extractor, outcome, prompt_version from extraction_attempts"));
        Assert.Equal("You had 1 session.", (await home.JsonAsync("report", "--until", "2026-03-08")).GetProperty("narrative").GetProperty("sections").GetProperty("attention")[0].GetString());

        Assert.Equal(first.Output, (await home.DebriefAsync([.. Report, "--refresh"])).Output);
        Assert.Equal(2, home.Model.Received.Count);
    }

    [Fact]
    public async Task Nobody_is_asked_where_nobody_should_be_until_a_model_is_named()
    {
        await using var home = await TellingAsync();

        Assert.DoesNotContain("You had 1 session.", (await home.DebriefAsync([.. Report, "--no-narrative"])).Output);
        Assert.DoesNotContain("You had 1 session.", (await home.DebriefAsync(Report)).Output);
        Assert.DoesNotContain("You had 1 session.", (await home.DebriefAsync([.. Report, "--refresh", "--via", "rules"])).Output);
        Assert.Empty(home.Model.Received);

        Assert.Contains("You had 1 session.", (await home.DebriefAsync([.. Report, "--model", "large"])).Output);
        Assert.Equal("large", Assert.Single(home.Model.Received).Model);
    }

    [Fact]
    public async Task The_configuration_names_the_model_that_writes()
    {
        await using var home = await TellingAsync("narrative: { model: better }\n");

        await home.DebriefAsync(Report);

        Assert.Equal("better", Assert.Single(home.Model.Received).Model);
    }

    [Fact]
    public async Task A_cap_that_is_reached_leaves_the_report_without_and_says_so()
    {
        await using var home = await TellingAsync("extraction: { max_usd_per_month: 0 }\n");

        var run = await home.DebriefAsync(Report);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("No model wrote sentences for this report: The cap of $0.00 a month is reached.", run.Error.Replace('\n', ' '));
        Assert.Empty(home.Model.Received);
    }

    [Fact]
    public async Task A_model_that_fails_leaves_the_report_without_and_what_it_cost_is_kept()
    {
        await using var home = await TellingAsync();
        home.Model.Responder = _ => MockReply.Unauthorized;

        var run = await home.DebriefAsync(Report);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("No model wrote sentences for this report: ", run.Error.Replace('\n', ' '));
        Assert.StartsWith("# Your week", run.Output);
        Assert.Equal("narrative|failed|Unauthorized", await home.RowsAsync("select extractor, outcome, reason from extraction_attempts"));
    }

    [Fact]
    public async Task Whoever_gave_no_sentences_is_asked_again_and_nobody_s_are_lost_by_it()
    {
        await using var home = await TellingAsync();
        var answer = home.Model.Responder;
        home.Model.Responder = _ => MockReply.Unauthorized;
        Assert.DoesNotContain("You had 1 session.", (await home.DebriefAsync(Report)).Output);

        home.Model.Responder = answer;
        Assert.Contains("You had 1 session.", (await home.DebriefAsync(Report)).Output);
        var asked = home.Model.Received.Count;
        await home.DebriefAsync(Report);
        Assert.Equal(asked, home.Model.Received.Count);

        home.Model.Responder = _ => MockReply.Unauthorized;
        Assert.Contains("You had 1 session.", (await home.DebriefAsync([.. Report, "--refresh"])).Output);
    }

    [Fact]
    public async Task Of_excluded_projects_nothing_is_told()
    {
        await using var home = await TellingAsync("privacy: { exclude: [/work/shop] }\n");

        Assert.DoesNotContain("You had 1 session.", (await home.DebriefAsync(Report)).Output);

        Assert.Empty(home.Model.Received); // There was no other session.
    }

    /// <param name="configuration">Beside the model's.</param>
    async Task<DelegatingSession> TellingAsync(string configuration = "")
    {
        var home = await DelegatingSession.SyncedAsync(on);
        home.Configure(configuration);
        home.Model.Responder = prompt => new(JsonSerializer.Serialize(new Dictionary<string, string[]> { ["attention"] = [$"You had 1 session [{Sessions().Match(prompt.User).Groups["id"].Value}]."] }));
        return home;
    }

    [GeneratedRegex(@"^(?<id>f\d+) \| at_a_glance \| your sessions \| 1 session ", RegexOptions.Multiline)]
    private static partial Regex Sessions();
}
