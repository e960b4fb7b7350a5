namespace Debrief.Tests.Alerts;

public sealed class RuleTests
{
    static readonly int[] s_usual = [0, 1, 0, 1, 0, 1, 2, 0];
    static readonly int[] s_bad = [3, 2, 4, 3, 3, 5, 2, 4];

    [Fact]
    public void A_friction_spike_is_one_episode_from_the_first_bad_day_until_it_is_as_usual_again()
    {
        var days = Usual(20).Corrections(20, s_bad).Corrections(21, s_bad).Corrections(22, s_usual).Corrections(23, s_usual);

        Assert.Equal(["friction 20-23"], days.EpisodesUntil(30));
        var found = Assert.Single(days.FoundOn(21));
        Assert.Equal("Corrections rose to 3.3 per session in 8 sessions since 2026-01-26, from 0.8 in the 168 of the eight weeks before.", found.Summary);
        Assert.Equal(5, found.LookAt.Sessions.Count);
        Assert.StartsWith("debrief session s", found.LookAt.Commands.Single());
    }

    [Fact]
    public void One_session_that_went_wrong_is_no_spike() =>
        Assert.Empty(Usual(20).Corrections(20, 0, 1, 0, 0, 1, 25).EpisodesUntil(20));

    [Fact]
    public void Without_enough_sessions_that_say_what_is_usual_nothing_is_a_spike() =>
        Assert.Empty(new Days().Corrections(0, s_usual).Corrections(1, s_bad).EpisodesUntil(1));

    [Fact]
    public void Who_works_little_is_judged_by_more_days()
    {
        var days = new Days();
        for (var week = 0; week < 6; week++)
            days.Corrections(7 * week, 0, 1).Corrections(7 * week + 2, 1).Corrections(7 * week + 4, 0, 1);
        days.Corrections(42, 4, 5).Corrections(44, 4).Corrections(46, 3, 5);

        Assert.Empty(days.FoundOn(42)); // Two sessions alone.
        Assert.Equal("friction", Assert.Single(days.FoundOn(46)).Kind);
    }

    [Fact]
    public void A_day_that_cost_far_more_than_any_is_told_until_a_usual_one_has_ended()
    {
        var days = new Days();
        for (var day = 0; day < 14; day++)
            days.Costs(day, 2, day % 3);
        days.Costs(14, 20, 3, 5).Costs(15, 2);

        Assert.Equal(["cost 14-16"], days.EpisodesUntil(17));
        Assert.Equal(days.FoundOn(14).Select(each => each.About), days.FoundOn(15).Select(each => each.About)); // As whoever looks in the morning sees it.
        var found = Assert.Single(days.FoundOn(14));
        Assert.Equal(("cost", "2026-01-19"), (found.Kind, found.About));
        Assert.Equal("The sessions of 2026-01-19 cost an estimated $28.00, where a day usually costs $3.00 and none of the four weeks before more than $4.00.", found.Summary);
        Assert.Contains("debrief usage --by session --since 2026-01-19 --until 2026-01-19", found.LookAt.Commands);
    }

    [Fact]
    public void A_day_that_is_dear_only_beside_cheap_ones_is_not_told()
    {
        var days = new Days();
        for (var day = 0; day < 14; day++)
            days.Costs(day, 0.1);
        Assert.Empty(days.Costs(14, 4.9).FoundOn(14));
    }

    [Fact]
    public void A_job_is_told_when_it_failed_three_times_in_a_row_and_over_when_it_went_well()
    {
        var days = new Days().Runs(0, "sync-claude-sessions", false, true, true).Runs(1, "sync-claude-sessions", true).Runs(2, "sync-claude-sessions", true, false);

        Assert.Equal(["job-failures 1-2"], days.EpisodesUntil(3));
        Assert.Equal("sync-claude-sessions failed 3 times in a row: It broke.", Assert.Single(days.FoundOn(1)).Summary);
    }

    [Fact]
    public void Drift_is_told_when_far_more_sessions_serve_no_priority_than_in_the_four_weeks_before()
    {
        var days = new Days();
        for (var day = 0; day < 28; day++)
            days.Aligned(day, 3, day % 5 == 0 ? 1 : 0);
        Assert.Empty(days.FoundOn(27));
        for (var day = 28; day < 35; day++)
            days.Aligned(day, 1, 2);

        Assert.Equal("67 % of the 21 sessions of the last seven days served no priority of yours, against 7 % of the 90 of the four weeks before.", Assert.Single(days.FoundOn(34)).Summary);
        for (var day = 35; day < 45; day++)
            days.Aligned(day, 3, 0);
        Assert.Contains("served no priority", days.OverOn(44, "drift"));
    }

    [Fact]
    public void Who_was_left_with_something_unfinished_is_named_after_a_week_and_no_more_when_a_session_mentions_them()
    {
        var days = new Days().Mentions(0, "Sam Carter", isUnfinished: true).Mentions(0, "Kim", isUnfinished: false).Mentions(0, "Lee", isUnfinished: true, isReached: false);
        Assert.Empty(days.FoundOn(6));
        Assert.Equal(("follow-up", "Sam Carter"), Assert.Single(days.FoundOn(7)) is var found ? (found.Kind, found.About) : default);

        Assert.Single(days.FoundOn(14));
        Assert.Empty(days.FoundOn(15)); // No news any more.

        days.Mentions(9, "Sam Carter", isUnfinished: false, isReached: false);
        Assert.Equal(["follow-up 7-9"], days.EpisodesUntil(20));
    }

    [Fact]
    public void A_version_whose_entries_are_unknown_is_told_with_it_and_over_when_they_are_known()
    {
        var days = new Days();
        for (var day = 0; day < 10; day++)
            days.Versions(day, "2.1.0", false);
        days.Versions(10, "2.2.0", true, true, false, true);

        Assert.Equal(("coverage", "2.2.0"), Assert.Single(days.FoundOn(10)) is var found ? (found.Kind, found.About) : default);
        Assert.Null(days.OverOn(10, "coverage", "2.2.0"));
        Assert.Contains("known now", new Days().Versions(10, "2.2.0", false, false, false).OverOn(10, "coverage", "2.2.0"));
    }

    [Fact]
    public void Nothing_that_comes_after_a_day_is_seen_from_it()
    {
        var days = Usual(20).Corrections(20, s_bad).Corrections(21, s_usual).Costs(22, 500).Runs(22, "push", true, true, true);

        Assert.Equal("friction", Assert.Single(days.FoundOn(20)).Kind);
    }

    static Days Usual(int until)
    {
        var days = new Days();
        for (var day = 0; day < until; day++)
            days.Corrections(day, s_usual);
        return days;
    }
}
