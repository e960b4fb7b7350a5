using Debrief.Facets;
using Debrief.Insights.Stitching;
using Debrief.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

public sealed class FinishedLaterOnSqlite() : FinishedLaterTests(new Sqlite());
public sealed class FinishedLaterOnPostgres() : FinishedLaterTests(new Postgres());

public abstract class FinishedLaterTests(TestDatabase on) : InsightsTests(on)
{
    static readonly SessionFacet Open = Some.Facet() with { Outcome = "partially_achieved", CompletionChain = new(2, 1, 0) };
    static readonly SessionFacet Done = Some.Facet() with { Outcome = "fully_achieved" };

    [Fact]
    public async Task What_is_resumed_and_then_achieved_was_finished_later()
    {
        await Add(At("2026-03-03 10:00", "a"), Open);
        await Add(At("2026-03-04 10:00", "b") with { ResumedFrom = "a", Project = "/elsewhere" }, Done);

        Assert.Equal("1 open, 1 finished, 0 carried, of 2: a→b resumed", await TellAsync());
    }

    [Theory]
    [InlineData("mend-cart", "branch"), InlineData("main", null), InlineData(null, null)]
    public async Task The_same_branch_ties_two_sessions_unless_everybody_is_on_it(string? branch, string? why)
    {
        await Add(At("2026-03-03 10:00", "a") with { GitBranch = branch }, Open);
        await Add(At("2026-03-04 10:00", "b") with { GitBranch = branch }, Done);

        Assert.Equal(why is null ? "1 open, 0 finished, 0 carried, of 2:" : $"1 open, 1 finished, 0 carried, of 2: a→b {why}", await TellAsync());
    }

    [Theory]
    [InlineData("x y z", "y z", true), InlineData("x y z", "z", false), InlineData("x y z q", "q z r s t", true), InlineData("x y z q r", "q z s t u v", false)]
    public async Task So_does_half_of_the_files(string before, string after, bool isTied)
    {
        await Add(At("2026-03-03 10:00", "a") with { FilesTouched = before.Split(' ') }, Open);
        await Add(At("2026-03-04 10:00", "b") with { FilesTouched = after.Split(' ') }, Done);

        Assert.Equal(isTied, (await TellAsync()).EndsWith("a→b files"));
    }

    [Theory]
    [InlineData("Let customers pay by invoice", "Let customers pay by invoice too", true), InlineData("Let customers pay by invoice", "Let customers see the cart", false), InlineData("Mend it", "Mend it", false)]
    public async Task And_nearly_the_same_goal(string before, string after, bool isTied)
    {
        await Add(At("2026-03-03 10:00", "a"), Open with { UnderlyingGoal = before });
        await Add(At("2026-03-04 10:00", "b"), Done with { UnderlyingGoal = after });

        Assert.Equal(isTied, (await TellAsync()).EndsWith("a→b goal"));
    }

    [Theory]
    [InlineData("2026-03-17 09:00", "/work/acme/site"), InlineData("2026-03-04 10:00", "/work/club")]
    public async Task Not_after_the_period_and_not_in_another_project(string ended, string project)
    {
        await Add(At("2026-03-03 10:00", "a") with { GitBranch = "mend-cart" }, Open);
        await Add(At(ended, "b") with { GitBranch = "mend-cart", Project = project }, Done);

        Assert.Equal("1 open, 0 finished, 0 carried,", (await TellAsync())[..30]);
    }

    [Fact]
    public async Task A_chain_of_sessions_is_followed_to_its_end()
    {
        await Add(At("2026-03-02 10:00", "a") with { GitBranch = "mend-cart" }, Open);
        await Add(At("2026-03-03 10:00", "b") with { GitBranch = "mend-cart", FilesTouched = ["x", "y"] }, Open);
        await Add(At("2026-03-04 10:00", "c") with { FilesTouched = ["x", "y"] }, Done);

        Assert.Equal("2 open, 2 finished, 0 carried, of 3: a→c branch b→c files", await TellAsync());
    }

    [Fact]
    public async Task What_the_week_before_left_open_is_told_apart_and_by_nobody_twice()
    {
        await Add(At("2026-02-26 10:00", "a") with { GitBranch = "mend-cart" }, Open);
        await Add(At("2026-03-04 10:00", "b") with { GitBranch = "mend-cart" }, Done);

        Assert.Equal("0 open, 0 finished, 1 carried, of 1: a→b branch", await TellAsync());
        Assert.Equal(new FinishedLater(1, 0, 0, 1, []), (await ReadAsync()).Before.FinishedLater with { Examples = [] });
    }

    [Fact]
    public async Task Unknown_outcomes_are_neither_open_nor_judged_and_machines_finish_nothing()
    {
        await Add(At("2026-03-03 10:00", "a"));
        await Add(At("2026-03-03 11:00", "b") with { GitBranch = "mend-cart" }, Open);
        await Add(At("2026-03-04 10:00", "c") with { GitBranch = "mend-cart", InitiatedBy = "sdk" }, Done);

        Assert.Equal("1 open, 0 finished, 0 carried, of 1:", await TellAsync());
    }

    static Session At(string ended, string id) => Some.Session(ended, id: id);

    async Task<string> TellAsync()
    {
        var later = (await Now()).FinishedLater;
        return $"{later.LeftOpen} open, {later.Finished} finished, {later.CarriedOver} carried, of {later.Judged}: {string.Join(' ', later.Examples.OrderBy(finish => finish.Begun.Id).Select(finish => $"{finish.Begun.Id}→{finish.Finished.Id} {finish.Why}"))}".TrimEnd();
    }
}
