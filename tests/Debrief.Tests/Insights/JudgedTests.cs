using Debrief.Facets;
using Debrief.Insights;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class JudgedOnSqlite() : JudgedTests(new Sqlite());
public sealed class JudgedOnPostgres() : JudgedTests(new Postgres());

/// <summary>The aggregates that rest on facets alone.</summary>
public abstract class JudgedTests(TestDatabase on) : InsightsTests(on)
{
    [Fact]
    public async Task Alignment_is_the_share_of_the_sessions_that_were_judged()
    {
        await Add(Some.Facet() with { PriorityAlignment = "aligned", PriorityMatched = "growth" });
        await Add(Some.Facet() with { PriorityAlignment = "aligned", PriorityMatched = "growth" });
        await Add(Some.Facet() with { PriorityAlignment = "supportive", PriorityMatched = "system-maintenance" });
        await Add(Some.Facet() with { PriorityAlignment = "drift", PriorityMatched = "an-old-one" });
        await Add(Some.Facet());
        await Add(Some.Session());

        var alignment = (await Now()).PriorityAlignment;

        Assert.Equal((4, 6, 50.0), (alignment.Judged, alignment.Of, alignment.AlignedPercent));
        Assert.Equal([new("aligned", 2), new("supportive", 1), new("neutral", 0), new("drift", 1)], alignment.Counts);
        Assert.Equal([new("growth", "Growing Acme", 2), new("an-old-one", "an-old-one", 1), new("system-maintenance", "System maintenance", 1)], alignment.Matched);
    }

    [Fact]
    public async Task A_skill_is_missed_once_a_session_and_used_by_the_facets_or_else_as_observed()
    {
        await Add(Some.Session() with { SkillsUsed = Some.Counts(("observed", 2)) }, Some.Facet() with { SkillsMissed = ["compose", "file-this", "compose"], SkillsUsed = ["told"] });
        await Add(Some.Facet() with { SkillsMissed = ["compose"] });
        await Add(Some.Facet() with { SkillsMissed = [] });
        await Add(Some.Session() with { SkillsUsed = Some.Counts(("observed", 7)) }, Some.Facet());

        var skills = (await Now()).SkillsGap;

        Assert.Equal([new("compose", 2), new("file-this", 1)], skills.Missed);
        Assert.Equal([new("observed", 1), new("told", 1)], skills.Used);
        Assert.Equal(3, skills.Judged);
    }

    [Fact]
    public async Task People_are_counted_by_session_over_six_weeks_under_their_name_in_the_profile()
    {
        await Add(Some.Facet() with { PeopleMentioned = ["Sam"], RelationshipActions = [new("sam", "met")] }, "2026-01-26 00:00");
        await Add(Some.Facet() with { PeopleMentioned = ["Sam", "Old Friend"] }, "2026-01-25 23:00");
        await Add(Some.Facet() with { PeopleMentioned = ["Kim"] }, "2026-02-24 10:00");
        await Add(Some.Facet() with { PeopleMentioned = ["Sam", "sam@acme.test", "Ada"], RelationshipActions = [new("Sam Carter", "wrote_to"), new("Ada", "called"), new("SAM", "replied_to")] }, "2026-03-03 10:00");
        await Add(Some.Facet() with { PeopleMentioned = ["Sam Carter"] }, "2026-03-05 10:00");
        await Add(Some.Facet() with { PeopleMentioned = [] });
        await Add(Some.Facet());

        var pulse = (await Now()).RelationshipPulse;

        Assert.Equal(["Sam Carter", "Ada"], pulse.People.Select(person => person.Name));
        Assert.Equal((2, Some.Time("2026-03-05 10:00"), "replied_to"), (pulse.People[0].Mentions, pulse.People[0].LastTouch, pulse.People[0].LastAction));
        Assert.Equal([1, 0, 0, 0, 0, 2], pulse.People[0].Weeks);
        Assert.Equal("called", pulse.People[1].LastAction);
        Assert.Equal(3, pulse.Judged);
    }

    [Fact]
    public async Task The_proactive_share_is_of_sessions_with_outreach()
    {
        foreach (var type in new[] { "proactive", "reactive", "reactive", "automated", "none", null })
            await Add(Some.Facet() with { OutreachType = type });

        var pulse = (await Now()).RelationshipPulse;

        Assert.Equal((25.0, 4), (pulse.ProactivePercent, pulse.OutreachSessions));
    }

    [Fact]
    public async Task Completion_outcomes_and_satisfaction_are_summed_where_they_could_be_told()
    {
        await Add(Some.Facet() with { CompletionChain = new(3, 2, 1), Outcome = "mostly_achieved", UserSatisfactionCounts = Some.Counts(("satisfied", 2), ("frustrated", 0)) });
        await Add(Some.Facet() with { CompletionChain = new(1, 1, 0), Outcome = "fully_achieved", UserSatisfactionCounts = Some.Counts(("dissatisfied", 3), ("satisfied", 1)) });
        await Add(Some.Facet());

        var now = await Now();

        Assert.Equal(new(4, 3, 1, 2), now.CompletionRate);
        Assert.Equal([new("fully_achieved", 1), new("mostly_achieved", 1)], now.Outcomes);
        Assert.Equal([new("dissatisfied", 3), new("satisfied", 3)], now.Satisfaction);
    }

    [Fact]
    public async Task Rows_inserted_in_another_order_give_the_same_figures()
    {
        var sessions = Enumerable.Range(0, 12).Select(i => (Session: Some.Session($"2026-03-0{2 + i % 4} 10:00", id: $"s{i:D2}"), Facet: Some.Facet() with
        {
            PeopleMentioned = [$"Person {i % 3}"],
            RelationshipActions = [new($"Person {i % 3}", $"action {i}")],
            Evidence = [Some.Evidence("buggy_code", $"quote {i}")],
        })).ToList();
        foreach (var (session, facet) in sessions)
            await Add(session, facet);
        var first = await Now();

        await using var other = new Another();
        await other.InitializeAsync();
        foreach (var (session, facet) in Enumerable.Reverse(sessions))
            await other.AddAsync(session, facet);

        Assert.Equal(Text(first), Text(await other.NowAsync()));
    }

    static string Text(Metrics metrics) => System.Text.Json.JsonSerializer.Serialize(metrics);

    sealed class Another() : InsightsTests(new Sqlite())
    {
        public Task AddAsync(Debrief.Sessions.Session session, SessionFacet facet) => Add(session, facet);
        public Task<Metrics> NowAsync() => Now();
    }
}
