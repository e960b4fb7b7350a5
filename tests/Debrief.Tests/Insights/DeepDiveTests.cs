using Debrief.Insights;
using Debrief.Insights.Months;
using Debrief.Insights.Recommending;
using Debrief.Reports;
using Debrief.Tests.Reports;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class DeepDiveOnSqlite() : DeepDiveTests(new Sqlite());
public sealed class DeepDiveOnPostgres() : DeepDiveTests(new Postgres());

public abstract class DeepDiveTests(TestDatabase on) : InsightsTests(on)
{
    static readonly Period March = Period.Monthly(new(2026, 3, 1), Some.Zone);

    [Fact]
    public async Task Months_follow_each_other_with_their_own_figures()
    {
        await Add(Some.Session("2026-01-15 10:00"), Some.Facet() with { Outcome = "fully_achieved", CourseCorrections = 2, PriorityAlignment = "aligned" });
        await Add(Some.Session("2026-03-15 10:00"), Some.Facet() with { Outcome = "not_achieved", CourseCorrections = 4, PriorityAlignment = "drift" });
        await Add(Some.Session("2026-03-16 10:00", minutes: 60));

        var months = (await Now(March)).DeepDive!.Months;

        Assert.Equal([new DateOnly(2025, 8, 1), new(2025, 9, 1), new(2025, 10, 1), new(2025, 11, 1), new(2025, 12, 1), new(2026, 1, 1), new(2026, 2, 1), new(2026, 3, 1)], months.Select(month => month.First));
        Assert.Equal(new MonthPoint(new(2026, 1, 1), 1, TimeSpan.FromMinutes(30), 1, 1, 2, 1, 1, 1), months[5]);
        Assert.Equal(new MonthPoint(new(2026, 2, 1), 0, TimeSpan.Zero, 0, 0, 0, 0, 0, 0), months[6]);
        Assert.Equal(new MonthPoint(new(2026, 3, 1), 2, TimeSpan.FromMinutes(90), 0, 1, 4, 1, 0, 1), months[7]);
        Assert.Null((await Now()).DeepDive);
    }

    [Fact]
    public async Task Its_weeks_have_their_friction_and_their_people()
    {
        await Add(Some.Facet() with { PeopleMentioned = ["Sam", "Robin"], CourseCorrections = 1 }, "2026-03-01 10:00");
        await Add(Some.Facet() with { PeopleMentioned = ["Sam Carter"], RetryLoops = 2 }, "2026-03-31 10:00");
        await Add(Some.Facet() with { PeopleMentioned = ["Sam"] }, "2026-02-27 10:00");

        var dive = (await Now(March)).DeepDive!;

        Assert.Equal(["2026-02-23 1", "2026-03-02 0", "2026-03-09 0", "2026-03-16 0", "2026-03-23 0", "2026-03-30 1"], dive.Weeks.Select(week => $"{week.First:yyyy-MM-dd} {week.Sessions}"));
        Assert.Equal(["Sam Carter 1,0,0,0,0,1", "Robin 1,0,0,0,0,0"], dive.People.Select(person => $"{person.Name} {string.Join(',', person.Weeks)}"));
    }

    [Fact]
    public async Task What_a_skill_gave_is_what_its_sessions_saved()
    {
        await Add(Some.Facet() with { SkillsUsed = ["compose"], EstimatedTimeSavedMinutes = 60, Outcome = "fully_achieved" });
        await Add(Some.Facet() with { SkillsUsed = ["compose", "prep"] });
        await Add(Some.Facet() with { SkillsUsed = [], EstimatedTimeSavedMinutes = 600, Outcome = "fully_achieved" });

        Assert.Equal([new SkillReturn("compose", 2, new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), 1, 2)), new("prep", 1, null)], (await Now(March)).DeepDive!.Skills);
    }

    [Fact]
    public void The_return_is_a_range_and_unknown_where_nobody_estimated()
    {
        var week = Invented.Rich();

        Assert.StartsWith("$14.20 were spent on everything, automated sessions too, by list prices, and 6 h 20 m to 12 h 40 m saved in 31 of 42 sessions of yours: $1.12 to $2.24 for an hour saved, less if the others saved any.", MonthText.Return(new(week, Invented.Alex)));
        Assert.StartsWith("$14.20 were spent on everything, automated sessions too, by list prices; what that saved is unknown", MonthText.Return(new(week with { Now = week.Now with { Value = Value.Unknown } }, Invented.Alex)));
    }

    [Fact]
    public void Targets_halve_a_figure_and_the_next_month_says_whether_they_were_reached()
    {
        var week = Invented.Rich();
        var now = week.Now with
        {
            Recommendations = [new("Start with /compose", "why") { Key = "k", Metric = "skill_missed:compose", Value = 5 }],
            FollowUps = [Followed(9, 3), Followed(9, 6), Followed(9, 9), Followed(9, null), Followed(9, 1) with { Last = null }, Followed(50, 30) with { Metric = "drift_percent" }, Followed(3000, 1200)],
        };
        var text = new ReportText(week with { Now = now }, Invented.Alex);

        Assert.Equal(["Sessions that missed /compose: at most 2, from 5 this month. Start with /compose."], MonthText.Targets(text));
        Assert.Equal(
            ["Retry loops: at most 4 was the target, from 9; it is 3: reached.", "Retry loops: at most 4 was the target, from 9; it is 6: better, not reached.", "Retry loops: at most 4 was the target, from 9; it is 9: not reached.", "Retry loops: at most 4 was the target; unknown this month.",
             "Sessions adrift: at most 25 % was the target, from 50 %; it is 30 %: better, not reached.", "Retry loops: at most 1,500 was the target, from 3,000; it is 1,200: reached."],
            MonthText.Results(text));
    }

    static FollowUp Followed(double last, double? now) => new("Break the loop", "ignored", "retry_loops", 700, last, now, new(2026, 2, 1));
}
