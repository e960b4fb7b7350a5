using Debrief.Facets;
using Debrief.Insights;
using Debrief.Insights.Recommending;

namespace Debrief.Tests.Insights;

/// <summary>What can be told of whether something still gets in the way.</summary>
public sealed class FollowedIncidentTests
{
    [Theory]
    [InlineData(5, "2026-03-18 12:00", "resolved")] // Two weeks, and enough that could have shown it.
    [InlineData(4, "2026-03-18 12:00", "unknown")]
    [InlineData(5, "2026-03-17 12:00", "open")]
    public void It_is_resolved_when_it_was_not_seen_for_long_and_could_have_been(int later, string until, string state)
    {
        var incident = Some.Facet() with { FrictionCounts = Some.Counts(("misunderstanding", 1)), Evidence = [Some.Evidence("misunderstanding", "no, I meant the other one", at: "2026-03-04 10:00")] };
        PastSession[] own = [Of(incident, "2026-03-04 10:00"), .. Enumerable.Range(0, later).Select(_ => Of(Some.Facet() with { FrictionCounts = Some.Counts() }, "2026-03-10 10:00")), Of(Some.Facet(), "2026-03-11 10:00")];

        Assert.Equal(state, Assert.Single(FollowedIncident.Of(own, Some.Time(until), [])).State);
    }

    [Fact]
    public void What_was_recommended_against_it_stands_beside_it_and_open_ones_come_first()
    {
        var incident = Some.Facet() with { FrictionCounts = Some.Counts(("misunderstanding", 1)), Evidence = [Some.Evidence("misunderstanding", "no, I meant the other one", at: "2026-03-04 10:00", who: "assistant")] };
        var again = incident with { Evidence = [incident.Evidence[0] with { Quote = "use the member template for newsletters", At = Some.Time("2026-03-20 10:00") }] };
        PastSession[] own = [Of(incident, "2026-03-04 10:00"), .. Enumerable.Range(0, 5).Select(_ => Of(Some.Facet() with { FrictionCounts = Some.Counts() }, "2026-03-10 10:00")), Of(again, "2026-03-20 10:00")];
        var key = Advice.KeyAgainst(Incident.In([own[^1]]).Single())!;
        var advised = new Advised { PeriodType = "weekly", Key = key, Title = "Write it down", Why = "", Metric = "misunderstandings", Direction = "down", Status = "taken_up" };

        var followed = FollowedIncident.Of(own, Some.Time("2026-03-21 10:00"), [advised]);

        Assert.Equal([("open", "Write it down"), ("resolved", null)], followed.Select(each => (each.State, each.Advice?.Title)));
    }

    static PastSession Of(SessionFacet facet, string ended) => new(Some.Session(ended), facet, "user-interactive", null);
}
