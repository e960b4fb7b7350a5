using Debrief.Insights;
using Debrief.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class SummaryOnSqlite() : SummaryTests(new Sqlite());
public sealed class SummaryOnPostgres() : SummaryTests(new Postgres());

public abstract class SummaryTests(TestDatabase on) : InsightsTests(on)
{
    [Fact]
    public async Task Nothing_is_nothing_and_not_an_error()
    {
        var (_, now, before) = await ReadAsync();

        Assert.Equal(new(0, 0, 0, 0, TimeSpan.Zero, new(0, 0, 0, 0), 0, 0, null, 0, 0, 0, 0), now.Summary);
        Assert.Equal((0, 0, 0, 0), (now.Coverage.Eligible, now.Coverage.Extracted, now.Coverage.TooShort, now.Coverage.Evidence));
        Assert.Empty(now.AttentionMap);
        Assert.Null(now.PriorityAlignment.AlignedPercent);
        Assert.Equal([0, 0, 0, 0], now.PriorityAlignment.Counts.Select(count => count.Value));
        Assert.Equal(8, now.FrictionTrend.Count);
        Assert.All(now.FrictionTrend, point => Assert.Null(point.PerSession));
        Assert.Null(now.RelationshipPulse.ProactivePercent);
        Assert.Equal(new(0, 0, 0, 0), now.CompletionRate);
        Assert.Equal((0, 0), (now.SystemHealth.ToolCalls, now.SystemHealth.FailedCalls));
        Assert.Empty(now.Recommendations);
        Assert.Empty(before.Recommendations);
    }

    [Fact]
    public async Task A_period_ends_where_the_next_begins_at_local_midnight()
    {
        foreach (var ended in new[] { "2026-03-01 23:59:59.999", "2026-03-02 00:00", "2026-03-08 23:59:59.999", "2026-03-09 00:00" })
            await Add(Some.Session(ended));

        var (_, now, before) = await ReadAsync();

        Assert.Equal((2, 1), (now.Summary.Sessions, before.Summary.Sessions));
    }

    [Fact]
    public async Task Only_what_somebody_talked_with_is_a_persons_session()
    {
        await Add(Some.Session());
        await Add(Some.Session() with { InitiatedBy = "discord-mention" });
        await Add(Some.Session() with { HumanMessages = 0 });
        await Add(Some.Session() with { FirstPrompt = "[nightly] tidy up" });
        foreach (var by in new[] { "sdk", "scheduled-job", "webhook", "sub-agent" })
            await Add(Some.Automated(by: by) with { SubAgents = 2 });

        var summary = (await Now()).Summary;

        Assert.Equal((2, 5, 8, 6), (summary.Sessions, summary.AutomatedSessions, summary.SubAgents, summary.HumanMessages));
    }

    [Fact]
    public async Task Automated_sessions_alone_leave_a_person_without_figures()
    {
        await Add(Some.Automated() with { Tools = Some.Counts(("Bash", 4)), LinesAdded = 9 }, Some.Facet() with
        {
            Outcome = "fully_achieved",
            PriorityAlignment = "drift",
            PeopleMentioned = ["Sam"],
            SkillsMissed = ["compose"],
            FrictionCounts = Some.Counts(("buggy_code", 1)),
            CourseCorrections = 3,
            ArtifactsCreated = 5,
        });

        var now = await Now();

        Assert.Equal((0, 1, TimeSpan.Zero, null, 0), (now.Summary.Sessions, now.Summary.AutomatedSessions, now.Summary.Active, now.Summary.Artifacts, now.Summary.LinesAdded));
        Assert.Equal((1, 1), (now.Coverage.Eligible, now.Coverage.Extracted));
        Assert.Equal((0, 0, 0, 0, 0), (now.PriorityAlignment.Of, now.RelationshipPulse.Judged, now.SkillsGap.Judged, now.TopFriction.Sessions, now.FrictionTrend[^1].Sessions));
        Assert.Empty(now.AttentionMap);
        Assert.Empty(now.Outcomes);
        Assert.Equal(4, now.SystemHealth.ToolCalls);
    }

    [Fact]
    public async Task Lines_commits_and_pull_requests_are_the_persons_own_artifacts_those_of_extracted_sessions()
    {
        await Add(Some.Session() with { LinesAdded = 10, LinesRemoved = 4, Commits = 2, PullRequests = ["https://x/1", "https://x/2"] }, Some.Facet() with { ArtifactsCreated = 3 });
        await Add(Some.Session() with { LinesAdded = 1, LinesRemoved = 1, Commits = 1, PullRequests = ["https://x/2"] });

        var summary = (await Now()).Summary;

        Assert.Equal((11, 5, 3, 2, 3), (summary.LinesAdded, summary.LinesRemoved, summary.Commits, summary.PullRequests, summary.Artifacts));
    }

    [Fact]
    public async Task Artifacts_are_unknown_where_no_session_was_extracted()
    {
        await Add(Some.Session());

        Assert.Null((await Now()).Summary.Artifacts);
    }

    [Fact]
    public async Task Cost_is_estimated_for_known_models_and_the_tokens_of_others_are_counted()
    {
        var session = Some.Session();
        await Add(session);
        await Spend(session, "2026-03-04 09:50", "claude-haiku-4-5-20251001", input: 1_000_000, searches: 3);
        await Spend(session, "2026-03-04 09:50", "claude-sonnet-5", output: 100_000);
        await Spend(session, "2026-03-04 09:50", "somebody-elses", input: 40, read: 2);

        var summary = (await Now()).Summary;

        Assert.Equal(1 + 0.03 + 1.5, summary.CostUsd, 9);
        Assert.Equal(42, summary.UnpricedTokens);
    }

    [Fact]
    public async Task Coverage_tells_how_many_could_have_facets_and_by_whom_they_are()
    {
        await Add(Some.Session(), Some.Facet() with { Evidence = [Some.Evidence("buggy_code", "it broke")] });
        await Add(Some.Session(), Some.Facet());
        await Add(Some.Automated(), Some.Facet() with { Extractor = "model", PromptVersion = "v2" });
        await Add(Some.Session());
        await Add(Some.Session() with { MessageCount = 5 });
        await Add(Some.Session() with { MessageCount = 6 });

        var coverage = (await Now()).Coverage;

        Assert.Equal((5, 3, 1, 1), (coverage.Eligible, coverage.Extracted, coverage.TooShort, coverage.Evidence));
        Assert.Equal([new("rules v1", 2), new("model v2", 1)], coverage.ByExtractor);
    }

    [Fact]
    public async Task What_failed_is_told_from_what_waits()
    {
        await TriedAsync(Some.Session(), "failed");
        await TriedAsync(Some.Session(), "failed", "interrupted");
        await TriedAsync(Some.Session(), "interrupted");
        await TriedAsync(Some.Session(), "failed", "in_batch");
        await TriedAsync(Some.Session() with { MessageCount = 13 }, "failed"); // has grown since
        await TriedAsync(Some.Session() with { MessageCount = 5 }, "failed");
        await TriedAsync(Some.Session("2026-03-01 10:00"), "failed", "failed");
        await TriedAsync(Some.Session(project: "/work/club/app"), "failed");
        await Add(Some.Session());
        var extracted = Some.Session();
        await TriedAsync(extracted, "failed");
        await using (var db = await Database.ConnectAsync(CancellationToken.None))
            await new InsertedRows(db).FacetAsync(extracted.Id, Some.Facet());

        var (_, now, before) = await ReadAsync();
        var acme = await new InsightsReader(Database, Some.Profile) { Selection = new(Business: "acme") }.ReadAsync(Some.Week, CancellationToken.None);
        var others = await new InsightsReader(Database, Some.Profile) { LeavesOut = project => project == "/work/club/app" }.ReadAsync(Some.Week, CancellationToken.None);

        Assert.Equal((8, 1, 3), (now.Coverage.Eligible, now.Coverage.Extracted, now.Coverage.Failed));
        Assert.Equal((1, 2, 2), (before.Coverage.Failed, acme.Now.Coverage.Failed, others.Now.Coverage.Failed));
    }

    async Task TriedAsync(Session session, params string[] outcomes)
    {
        await Add(session);
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        foreach (var outcome in outcomes)
            await new InsertedRows(db).AttemptAsync(session.Id, outcome);
    }

    [Fact]
    public async Task The_period_before_has_the_same_figures()
    {
        await Add(Some.Facet() with { PriorityAlignment = "aligned" }, "2026-02-24 10:00");
        await Add(Some.Facet() with { PriorityAlignment = "drift" }, "2026-03-03 10:00");

        var (_, now, before) = await ReadAsync();

        Assert.Equal((0.0, 100.0), (now.PriorityAlignment.AlignedPercent, before.PriorityAlignment.AlignedPercent));
        Assert.Equal((1, 1), (now.Summary.Sessions, before.Summary.Sessions));
        Assert.Equal(now.FrictionTrend.SkipLast(1).Select(point => point.First), before.FrictionTrend.Skip(1).Select(point => point.First));
    }

    [Fact]
    public async Task Without_facets_what_was_observed_is_still_told()
    {
        await Add(Some.Session() with { SkillsUsed = Some.Counts(("compose", 4)) });

        var now = await Now();

        Assert.Equal((1, 30.0), (now.Summary.Sessions, now.Summary.Active.TotalMinutes));
        Assert.Equal((0, 1), (now.PriorityAlignment.Judged, now.PriorityAlignment.Of));
        Assert.Equal([new("compose", 1)], now.SkillsGap.Used);
        Assert.Equal((0, 0), (now.SkillsGap.Judged, now.CompletionRate.Of));
    }

    [Fact]
    public async Task A_report_is_about_the_last_full_week_unless_nothing_ended_in_it()
    {
        var today = new DateOnly(2026, 3, 11);
        Assert.Equal(("custom", new(2026, 3, 5)), await ToReport(today));

        await Add(Some.Session("2026-02-01 23:59"));
        await Add(Some.Session("2026-03-12 00:00"));
        Assert.Equal(("weekly", new(2026, 1, 26)), await ToReport(today));

        await Add(Some.Session("2026-03-09 00:00"));
        Assert.Equal(("weekly", new(2026, 3, 9)), await ToReport(today));

        await Add(Some.Session("2026-03-08 23:59"));
        Assert.Equal(("weekly", new(2026, 3, 2)), await ToReport(today));
    }

    [Fact]
    public async Task Automated_sessions_do_not_make_a_week_of_the_persons()
    {
        var today = new DateOnly(2026, 3, 11);
        await Add(Some.Automated("2026-03-04 10:00"));
        Assert.Equal(("weekly", new(2026, 3, 2)), await ToReport(today));

        await Add(Some.Session("2026-01-07 10:00"));
        await Add(Some.Session("2026-03-05 10:00") with { FirstPrompt = "[nightly] tidy up" });
        await Add(Some.Session("2026-03-05 11:00") with { HumanMessages = 0 });
        Assert.Equal(("weekly", new(2026, 1, 5)), await ToReport(today));
        Assert.Equal(new DateOnly(2026, 1, 7), await Reader().LatestDayAsync(today, CancellationToken.None));
    }

    async Task<(string, DateOnly)> ToReport(DateOnly today) =>
        await Reader().WithSessionsAsync(Period.LastWeek(today, Some.Zone), today, CancellationToken.None) is var period ? (period.Type, period.First) : default;
}
