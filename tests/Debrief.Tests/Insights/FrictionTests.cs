using Debrief.Insights;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class FrictionOnSqlite() : FrictionTests(new Sqlite());
public sealed class FrictionOnPostgres() : FrictionTests(new Postgres());

public abstract class FrictionTests(TestDatabase on) : InsightsTests(on)
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
    public async Task A_day_is_told_by_its_own_sessions_not_by_those_of_its_week()
    {
        await Add(Some.Facet() with { CourseCorrections = 3 }, "2026-03-03 10:00");
        await Add(Some.Facet() with { CourseCorrections = 1 }, "2026-03-04 10:00");

        var told = await ReadAsync(Period.Custom(new(2026, 3, 4), new(2026, 3, 5), Some.Zone));

        Assert.Equal((1.0, 3.0, 2.0), (told.Now.Friction.PerSession, told.Before.Friction.PerSession, told.Now.FrictionTrend[^1].PerSession));
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
    public async Task Incidents_are_five_at_most_what_a_person_said_first_then_the_most_recent()
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
                Some.Evidence("buggy_code", "that fails", "human", "2026-03-05 09:45", "assistant"),
                Some.Evidence("no_results", "nothing found", "assistant", "2026-03-05 09:40"),
                Some.Evidence("wrong_approach", "I was wrong", "assistant", "2026-03-05 09:30"),
                new("outcome", "not_achieved", 9, "give up", "human", null),
            ],
        });

        var incidents = (await Now()).TopFriction.Incidents;

        Assert.Equal(["that is broken", "fails again", "no, not that", "error CS1002", "nothing found"], incidents.Select(incident => incident.Quote));
        Assert.Equal(new("new", "Fix <it>", "buggy_code", "assistant", "The build broke.", "that is broken", "human", Some.Time("2026-03-05 10:00")) { Times = 2, Line = 7, First = Some.Time("2026-03-05 09:45"), Last = Some.Time("2026-03-05 10:00"), Sessions = incidents[0].Sessions }, incidents[0]);
        Assert.Equal([new("new", "Fix <it>")], incidents[0].Sessions);
        Assert.Null(incidents[^1].Detail);
    }

    [Fact]
    public async Task The_same_failure_in_several_sessions_is_one_incident_of_its_tool_in_the_persons_words()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            await Add(Some.Session($"2026-03-04 1{id[0] - 'a'}:00", id: id) with { Tools = Some.Counts(("mcp__browser__extract_pdf", 4)), McpFailures = 4, ToolFailures = Some.Counts(("network", 4)) }, Some.Facet() with
            {
                Evidence =
                [
                    Some.Evidence("tool_limitation", "extract_pdf: empty document", "tool") with { Line = 4 },
                    Some.Evidence("loop_detected", "extract_pdf: empty document", "tool", who: "assistant") with { Line = 6 },
                    new("corrections", "correction", 9, id == "b" ? "you keep trying the same thing" : "no.", "human", null),
                ],
            });
        }

        var incident = Assert.Single((await Now()).TopFriction.Incidents);

        Assert.Equal(("loop_detected", "mcp__browser__extract_pdf", 12, 3), (incident.Kind, incident.Tool, incident.Calls, incident.Times));
        Assert.Equal(("b", "human", "you keep trying the same thing"), (incident.SessionId, incident.Speaker, incident.Quote));
        Assert.Equal(["c", "b", "a"], incident.Sessions.Select(session => session.Id));
    }

    [Theory]
    [InlineData("no, I meant the member template", "No! I meant the member template.", 1)]
    [InlineData("no, I meant the member template", "no, I meant the other house", 2)]
    [InlineData("error on line 12 of sync.ts", "error on line 97 of sync.ts", 1)]
    public async Task Nearly_the_same_words_in_another_session_are_the_same_incident(string quote, string other, int incidents)
    {
        await Add(Some.Facet() with { Evidence = [Some.Evidence("misunderstanding", quote)] });
        await Add(Some.Facet() with { Evidence = [Some.Evidence("misunderstanding", other)] });

        Assert.Equal(incidents, (await Now()).TopFriction.Incidents.Count);
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
