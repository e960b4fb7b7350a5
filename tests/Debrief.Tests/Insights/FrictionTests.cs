using Debrief.Insights;

namespace Debrief.Tests.Insights;

public sealed class FrictionOnSqlite() : FrictionTests(new Sqlite());

public abstract class FrictionTests(TestDatabase kind) : InsightsTests(kind)
{
    [Fact]
    public async Task The_trend_goes_by_the_end_of_sessions_and_is_divided_by_those_with_facets()
    {
        await Add(Some.Facet() with { CourseCorrections = 3, RetryLoops = 1, McpFailures = 2, SessionCutShort = true }, "2026-01-12 00:00");
        await Add(Some.Facet() with { CourseCorrections = 9 }, "2026-01-11 23:59");
        await Add(Some.Facet() with { CourseCorrections = 1 });
        await Add(Some.Facet() with { McpFailures = 2 });
        await Add(Some.Session());

        var trend = (await Now()).FrictionTrend;

        Assert.Equal(new(new(2026, 1, 12), 1, 3, 1, 2, 1), trend[0]);
        Assert.Equal(new(new(2026, 3, 2), 2, 1, 0, 2, 0), trend[^1]);
        Assert.Equal((6.0, null, 1.5), (trend[0].PerSession, trend[1].PerSession, trend[^1].PerSession));
    }

    [Fact]
    public async Task The_trend_of_the_period_before_goes_back_as_far()
    {
        await Add(Some.Facet() with { CourseCorrections = 9 }, "2026-01-05 00:00");

        Assert.Equal(9, (await ReadAsync()).Before.FrictionTrend[0].Corrections);
    }

    [Fact]
    public async Task The_trend_of_a_month_is_by_months()
    {
        await Add(Some.Facet() with { CourseCorrections = 1 }, "2025-08-01 00:00");
        await Add(Some.Facet() with { CourseCorrections = 2 }, "2026-03-31 23:00");

        var trend = (await Now(Period.Monthly(new(2026, 3, 1), Some.Zone))).FrictionTrend;

        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 2], trend.Select(point => point.Corrections));
    }

    [Fact]
    public async Task Kinds_are_counted_over_the_sessions_whose_friction_could_be_told()
    {
        await Add(Some.Facet() with { FrictionCounts = Some.Counts(("buggy_code", 2), ("no_results", 0), ("wrong_approach", 1)) });
        await Add(Some.Facet() with { FrictionCounts = Some.Counts(("misunderstanding", 2)) });
        await Add(Some.Facet() with { FrictionCounts = Some.Counts() });
        await Add(Some.Facet());

        var friction = (await Now()).TopFriction;

        Assert.Equal([new("buggy_code", 2), new("misunderstanding", 2), new("wrong_approach", 1)], friction.ByKind);
        Assert.Equal(3, friction.Sessions);
    }

    [Fact]
    public async Task Incidents_are_five_what_a_person_said_first_then_the_most_recent()
    {
        await Add(Some.Session("2026-03-03 10:00", id: "old"), Some.Facet() with
        {
            Evidence = [Some.Evidence("wrong_approach", "no, not that", "human", "2026-03-03 09:50"), Some.Evidence("buggy_code", "fails again", "human", "2026-03-03 09:55")],
        });
        await Add(Some.Session("2026-03-05 10:00", id: "new") with { Title = "Fix <it>" }, Some.Facet() with
        {
            FrictionCounts = Some.Counts(("buggy_code", 1)),
            FrictionDetail = "The build broke.",
            Evidence =
            [
                Some.Evidence("buggy_code", "error CS1002", "tool", "2026-03-05 09:50", "environment"),
                Some.Evidence("buggy_code", "that is broken", "human", null, "assistant"),
                Some.Evidence("buggy_code", "that is broken"),
                Some.Evidence("no_results", "nothing found", "assistant", "2026-03-05 09:40"),
                Some.Evidence("no_results", "nothing at all", "assistant", "2026-03-05 09:30"),
                new("outcome", "not_achieved", 9, "give up", "human", null),
            ],
        });

        var incidents = (await Now()).TopFriction.Incidents;

        Assert.Equal(["that is broken", "fails again", "no, not that", "error CS1002", "nothing found"], incidents.Select(incident => incident.Quote));
        Assert.Equal(new("new", "Fix <it>", "buggy_code", "assistant", "The build broke.", "that is broken", "human", Some.Time("2026-03-05 10:00")), incidents[0]);
        Assert.Null(incidents[^1].Detail);
    }

    [Theory]
    [InlineData("It took the wrong approach twice.", "wrong_approach", true)]
    [InlineData("It took the wrong approach twice.", "buggy_code", false)]
    [InlineData("loop_detected in the tests", "loop_detected", true)]
    [InlineData(null, "buggy_code", false)]
    public async Task The_detail_of_a_session_is_told_of_the_incident_it_names(string? detail, string kind, bool told)
    {
        await Add(Some.Facet() with
        {
            FrictionCounts = Some.Counts(("wrong_approach", 1), ("buggy_code", 1), ("loop_detected", 1)),
            FrictionDetail = detail,
            Evidence = [Some.Evidence(kind, "hm")],
        });

        Assert.Equal(told ? detail : null, Assert.Single((await Now()).TopFriction.Incidents).Detail);
    }

    [Fact]
    public async Task The_machinery_is_told_over_all_sessions()
    {
        await Add(Some.Session() with
        {
            Tools = Some.Counts(("Bash", 8), ("Edit", 2)),
            ToolFailures = Some.Counts(("EditMismatch", 1), ("CommandFailed", 2), ("Cascade", 5)),
            McpFailures = 1,
            CutShort = true,
        });
        await Add(Some.Automated() with
        {
            Tools = Some.Counts(("Bash", 10)),
            ToolFailures = Some.Counts(("EditMismatch", 3)),
            ApiErrors = 2,
            Compactions = 3,
            BadLines = 4,
            UnknownEntries = Some.Counts(("new-thing", 5), ("other", 1)),
        });

        var health = (await Now()).SystemHealth;

        Assert.Equal((20, 6), (health.ToolCalls, health.FailedCalls));
        Assert.Equal([new("EditMismatch", 4), new("CommandFailed", 2)], health.FailuresByClass);
        Assert.Equal((1, 2, 3, 1, 4, 6), (health.McpFailures, health.ApiErrors, health.Compactions, health.CutShort, health.BadLines, health.UnknownEntries));
    }
}
