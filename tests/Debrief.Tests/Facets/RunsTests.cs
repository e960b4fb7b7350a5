using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Tests.Support;

namespace Debrief.Tests.Facets;

public sealed class RunsOnSqlite() : RunsTests(new Sqlite());
public sealed class RunsOnPostgres() : RunsTests(new Postgres());

public abstract class RunsTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    [Fact]
    public async Task Runs_with_a_limit_drain_a_backlog_with_failures_among_it()
    {
        await using var machine = await RunMachine.WithAsync(on, 12);
        machine.Says = session => session.Id is "a" or "b" or "c" ? throw RunMachine.Nonsense() : RunMachine.Answer(session);

        for (var run = 0; run < 6; run++)
        {
            await machine.RunAsync(limit: 3);
            machine.Clock.Advance(TimeSpan.FromDays(2));
        }

        Assert.Equal(9, await machine.AskAsync<int>("select count(*) from session_facets"));
        Assert.Equal("aaabbbccc", string.Concat(machine.Asked.Where(id => id is "a" or "b" or "c").Order()));
        Assert.Equal(9, machine.Asked.Count(id => id is not ("a" or "b" or "c")));
    }

    [Fact]
    public async Task A_session_that_failed_waits_longer_each_time_and_after_three_unusable_answers_for_a_person()
    {
        await using var machine = await RunMachine.WithAsync(on, 1);
        machine.Says = _ => throw RunMachine.Nonsense();

        var first = Assert.Single((await machine.RunAsync()).Failed);
        Assert.Equal(("not_json", machine.Clock.GetUtcNow().AddMinutes(5)), (first.Reason, first.RetryAt));
        Assert.Equal("", await machine.PendingIdsAsync());
        machine.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(machine.Clock.GetUtcNow().AddMinutes(30), Assert.Single((await machine.RunAsync()).Failed).RetryAt);
        machine.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(Assert.Single((await machine.RunAsync()).Failed).RetryAt);
        machine.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal("", await machine.PendingIdsAsync());

        var listed = Assert.Single(await new AttemptReader(machine.Database).FailedAsync(CancellationToken.None));
        Assert.Equal(("a", 3, "not_json", "It is no JSON.", null), (listed.Id, listed.Tries, listed.Reason, listed.Message, listed.RetryAt));
        machine.Says = session => RunMachine.Answer(session);
        Assert.Equal(1, (await machine.RunAsync(retryFailed: true)).Extracted);
        Assert.Empty(await new AttemptReader(machine.Database).FailedAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_session_that_grew_is_tried_again_at_once_and_extracted_again()
    {
        await using var machine = await RunMachine.WithAsync(on, 2);
        machine.Says = session => session.Id == "a" ? throw RunMachine.Nonsense() : RunMachine.Answer(session);
        await machine.RunAsync();
        Assert.Equal("", await machine.PendingIdsAsync());

        await machine.ExecuteAsync("update claude_sessions set message_count = 10");

        Assert.Equal("ab", await machine.PendingIdsAsync());
        Assert.Empty(await new AttemptReader(machine.Database).FailedAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(FailureKind.NotLoggedIn, "not_logged_in"), InlineData(FailureKind.Unauthorized, "unauthorized"), InlineData(FailureKind.NoCredit, "no_credit"), InlineData(FailureKind.UnknownModel, "unknown_model"), InlineData(FailureKind.NotInstalled, "not_installed")]
    internal async Task What_refuses_everything_stops_the_run_at_once_and_counts_against_no_session(FailureKind kind, string reason)
    {
        await using var machine = await RunMachine.WithAsync(on, 5);
        machine.Says = _ => throw RunMachine.Failure(kind);

        var result = await machine.RunAsync();

        Assert.Equal(new Stop(reason, $"It is {kind}.", IsFailure: true), result.StoppedBecause);
        Assert.Equal(["a"], machine.Asked);
        Assert.Empty(result.Failed);
        Assert.Equal(5, (await machine.PendingAsync()).Count);
        Assert.Empty(await new AttemptReader(machine.Database).FailedAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(FailureKind.Overloaded), InlineData(FailureKind.ServerError), InlineData(FailureKind.Unreachable), InlineData(FailureKind.TimedOut), InlineData(FailureKind.Crashed), InlineData(FailureKind.Malformed)]
    internal async Task An_outage_stops_the_run_after_five_and_is_never_the_sessions_fault(FailureKind kind)
    {
        await using var machine = await RunMachine.WithAsync(on, 8);
        machine.Says = _ => throw RunMachine.Failure(kind);

        for (var run = 0; run < 5; run++)
        {
            machine.Asked.Clear();
            Assert.True((await machine.RunAsync()).StoppedBecause!.IsFailure);
            Assert.Equal(5, machine.Asked.Count);
            machine.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(8, (await machine.PendingAsync()).Count);
    }

    [Fact]
    public async Task Failures_with_answers_between_them_are_no_outage()
    {
        await using var machine = await RunMachine.WithAsync(on, 20);
        machine.Says = session => session.Id[0] % 4 == 0 ? RunMachine.Answer(session) : throw RunMachine.Failure(FailureKind.ServerError);

        var result = await machine.RunAsync();

        Assert.Null(result.StoppedBecause);
        Assert.Equal((5, 15), (result.Extracted, result.Failed.Count));
    }

    [Fact]
    public async Task A_limit_on_questions_pauses_the_whole_run_for_as_long_as_is_asked()
    {
        await using var machine = await RunMachine.WithAsync(on, 2);
        machine.Says = _ => throw RunMachine.Failure(FailureKind.RateLimited, TimeSpan.FromMinutes(2));
        var run = machine.RunAsync();
        while (await machine.AskAsync<int>("select count(*) from extraction_attempts where outcome = 'failed'") == 0)
            await Task.Yield();
        machine.Says = session => RunMachine.Answer(session);

        machine.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.False(run.IsCompleted);
        Assert.Equal(["a"], machine.Asked);
        while (!run.IsCompleted)
        {
            machine.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal((2, 0), ((await run).Extracted, (await run).Failed.Count));
        Assert.Equal(["a", "b", "a"], machine.Asked);
    }

    [Fact]
    public async Task A_limit_that_asks_for_an_hour_ends_the_run_and_the_session_waits_the_hour()
    {
        await using var machine = await RunMachine.WithAsync(on, 3);
        machine.Says = _ => throw RunMachine.Failure(FailureKind.RateLimited, TimeSpan.FromHours(1));

        var result = await machine.RunAsync();

        Assert.Equal("It is RateLimited. (it asks to wait 60 minutes)", result.StoppedBecause!.Message);
        Assert.Equal("bc", await machine.PendingIdsAsync());
        machine.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("bca", await machine.PendingIdsAsync());
    }

    [Fact]
    public async Task A_cap_is_asked_before_each_question_and_ends_the_run_without_a_failure()
    {
        await using var machine = await RunMachine.WithAsync(on, 5);
        var budget = new Budget([new("run", 0.025, 0.025), new("month", 10, 10)], _ => 0.01);

        var result = await machine.RunAsync(budget: budget);

        Assert.Equal(new Stop("max_usd_per_run", "the cap of $0.025 a run is reached", IsFailure: false), result.StoppedBecause);
        Assert.Equal((2, 0.02), (result.Extracted, Math.Round(result.CostUsd, 4)));
        Assert.Equal("cde", await machine.PendingIdsAsync());
    }

    [Fact]
    public async Task A_month_that_is_spent_lets_nothing_be_asked_even_of_unknown_price()
    {
        await using var machine = await RunMachine.WithAsync(on, 2);

        var result = await machine.RunAsync(budget: new([new("month", 10, 0)], _ => null));

        Assert.Equal("max_usd_per_month", result.StoppedBecause!.Reason);
        Assert.Empty(machine.Asked);
    }

    [Fact]
    public async Task Several_at_a_time_ask_about_each_session_once_and_costs_add_up()
    {
        await using var machine = await RunMachine.WithAsync(on, 26);
        machine.Says = session => session.Id == "k" ? RunMachine.Answer(session, cost: null) : session.Id == "m" ? throw RunMachine.Nonsense() : RunMachine.Answer(session);

        var result = await machine.RunAsync(limit: 26, concurrency: 4);

        Assert.Equal("abcdefghijklmnopqrstuvwxyz", string.Concat(machine.Asked.Order()));
        Assert.Equal((25, 0.25, 1, 26_000, 2_600), (result.Extracted, Math.Round(result.CostUsd, 4), result.UnknownCosts, result.InputTokens, result.OutputTokens));
        Assert.Equal(0.25, Math.Round(await new AttemptReader(machine.Database).SpentSinceAsync(machine.Clock.GetUtcNow(), CancellationToken.None), 4));
    }

    [Fact]
    public async Task A_session_that_cannot_be_saved_stops_no_other_and_its_cost_is_kept()
    {
        await using var machine = await RunMachine.WithAsync(on, 3);
        machine.Says = session => session.Id == "a" ? RunMachine.Answer(session with { Id = "nobody" }) : RunMachine.Answer(session);

        var result = await machine.RunAsync();

        Assert.Equal(("not_saved", "a"), (Assert.Single(result.Failed).Reason, result.Failed[0].SessionId));
        Assert.Equal((2, 0.03), (result.Extracted, Math.Round(await machine.AskAsync<double>("select sum(cost_usd) from extraction_attempts"), 4)));
    }

    [Fact]
    public async Task Facets_by_rules_wait_for_a_model_but_not_where_no_model_may_see_them()
    {
        await using var machine = await RunMachine.WithAsync(on, 2);
        machine.Says = session => RunMachine.Answer(session) with { Facet = RunMachine.Answer(session).Facet with { Extractor = "rules", PromptVersion = Debrief.Facets.RulesExtractor.Version } };
        await machine.RunAsync();

        Assert.Equal("ab", await machine.PendingIdsAsync());
        var careful = new Debrief.Facets.PendingSessions(machine.Database) { Extractor = "model", IsExcluded = session => session.Id == "a" };
        Assert.Equal(["b"], (await careful.ListAsync(machine.Clock.GetUtcNow(), since: null, 20, force: false, CancellationToken.None)).Select(session => session.Id));
    }
}
