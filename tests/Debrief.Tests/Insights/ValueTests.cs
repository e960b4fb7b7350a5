using Dapper;
using Debrief.Insights;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class ValueOnSqlite() : ValueTests(new Sqlite());
public sealed class ValueOnPostgres() : ValueTests(new Postgres());

public abstract class ValueTests(TestDatabase on) : InsightsTests(on)
{
    [Fact]
    public async Task Time_saved_is_a_range_weighted_by_what_was_achieved()
    {
        await Add(Some.Facet() with { Outcome = "fully_achieved", EstimatedTimeSavedMinutes = 60, KnowledgeFiled = 2, DecisionsMade = 3 });
        await Add(Some.Facet() with { Outcome = "mostly_achieved", EstimatedTimeSavedMinutes = 100, KnowledgeFiled = 1 });
        await Add(Some.Facet() with { Outcome = "partially_achieved", EstimatedTimeSavedMinutes = 40 });
        await Add(Some.Facet() with { Outcome = "not_achieved", EstimatedTimeSavedMinutes = 500 });
        await Add(Some.Facet() with { Outcome = "fully_achieved" });
        await Add(Some.Session());

        var value = (await Now()).Value;

        Assert.Equal(new TimeSaved(TimeSpan.FromMinutes(85), TimeSpan.FromMinutes(60 + 90 + 20), 4, 6), value.TimeSaved);
        Assert.Equal((3, 3), (value.KnowledgeFiled, value.DecisionsMade));
    }

    [Fact]
    public async Task Without_facets_all_of_it_is_unknown_and_without_an_estimate_the_time()
    {
        await Add(Some.Session());
        Assert.Equal(Value.Unknown, (await Now()).Value);

        await Add(Some.Facet());
        Assert.Equal(new Value(0, 0, 0, null), (await Now()).Value);
    }

    [Fact]
    public async Task Jobs_are_told_by_runs_and_failures_within_the_period()
    {
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        foreach (var (job, at, outcome) in (ReadOnlySpan<(string, string, string)>)[("sync", "2026-03-02 00:00", "succeeded"), ("sync", "2026-03-08 23:59", "failed"), ("sync", "2026-03-01 23:59", "failed"), ("sync", "2026-03-09 00:00", "failed"), ("sync", "2026-03-05 00:00", "running"), ("extract", "2026-03-05 00:00", "interrupted")])
            db.Execute("insert into job_runs (job, trigger, host, pid, started_at, outcome) values (@job, 'schedule', 'here', 1, @at, @outcome)", new { job, at = Some.Time(at), outcome });

        Assert.Equal([new JobHealth("extract", 1, 1), new JobHealth("sync", 2, 1)], (await Now()).SystemHealth.Jobs);
    }

    [Fact]
    public async Task Automated_sessions_are_told_by_what_began_them()
    {
        await Add(Some.Automated(by: "sdk"));
        await Add(Some.Automated(by: "webhook"));
        await Add(Some.Automated(by: "webhook"));
        await Add(Some.Session());

        Assert.Equal([new Count("webhook", 2), new Count("sdk", 1)], (await Now()).SystemHealth.AutomatedBy);
    }

    [Fact]
    public async Task Outreach_is_told_of_each_person()
    {
        await Add(Some.Facet() with { PeopleMentioned = ["Sam", "Robin"], OutreachType = "proactive" });
        await Add(Some.Facet() with { PeopleMentioned = ["Sam Carter"], OutreachType = "reactive" });
        await Add(Some.Facet() with { PeopleMentioned = ["Sam"], OutreachType = "none" });
        await Add(Some.Facet() with { PeopleMentioned = ["Sam"], OutreachType = "proactive" }, "2026-02-25 10:00");

        Assert.Equal([("Sam Carter", 3, 1, 1), ("Robin", 1, 1, 0)], (await Now()).RelationshipPulse.People.Select(person => (person.Name, person.Mentions, person.Proactive, person.Reactive)));
    }
}
