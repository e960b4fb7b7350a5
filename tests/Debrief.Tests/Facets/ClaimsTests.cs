using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Support;

namespace Debrief.Tests.Facets;

public sealed class ClaimsOnSqlite() : ClaimsTests(new Sqlite());
public sealed class ClaimsOnPostgres() : ClaimsTests(new Postgres());

/// <summary>Several runs on one database, each with claims of its own, as on several machines.</summary>
public abstract class ClaimsTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    [Fact]
    public async Task Runs_that_listed_the_same_sessions_share_them_and_ask_about_each_once()
    {
        await using var machine = await RunMachine.WithAsync(on, 26);
        var runs = new List<(Claims Claims, IReadOnlyList<Session> Sessions)>();
        for (var i = 0; i < 4; i++)
            runs.Add((await machine.ClaimAsync(), await machine.PendingAsync(limit: 26)));

        var results = await Task.WhenAll(runs.Select(run => machine.Extraction(run.Claims).RunAsync(run.Sessions, 2, Budget.Free, progress: null, CancellationToken.None)));

        foreach (var run in runs)
            await run.Claims.DisposeAsync();
        Assert.All(runs, run => Assert.Equal(26, run.Sessions.Count));
        Assert.Equal("abcdefghijklmnopqrstuvwxyz", string.Concat(machine.Asked.Order()));
        Assert.Equal((26, 3 * 26), (results.Sum(result => result.Extracted), results.Sum(result => result.LeftToOthers)));
        Assert.Equal((26, 0), (await machine.AskAsync<int>("select count(*) from extraction_attempts where outcome = 'extracted'"), await machine.AskAsync<int>("select count(*) from extraction_claims")));
    }

    [Fact]
    public async Task What_another_run_has_claimed_waits_for_nobody_and_what_it_had_done_is_not_done_again()
    {
        await using var machine = await RunMachine.WithAsync(on, 3);
        await using var late = await machine.ClaimAsync();
        var listed = await machine.PendingAsync();
        await using var other = await machine.ClaimAsync();
        Assert.Single(await other.TakeAsync([listed[0]], CancellationToken.None));

        Assert.Equal("bc", await machine.PendingIdsAsync());
        await machine.Extraction(other).RunAsync([listed[1]], 1, Budget.Free, progress: null, CancellationToken.None);

        Assert.Equal("c", string.Concat((await late.TakeAsync(listed, CancellationToken.None)).Select(session => session.Id)));
    }

    [Fact]
    public async Task A_claim_returns_when_its_lease_is_over_and_what_was_asked_is_marked_with_an_unknown_cost()
    {
        await using var machine = await RunMachine.WithAsync(on, 2);
        await ClaimElsewhereAsync(machine, "a");
        await machine.ExecuteAsync("update extraction_attempts set outcome = 'running'");

        machine.Clock.Advance(Claims.Lease - TimeSpan.FromSeconds(1));
        Assert.Equal((0, "b"), (await machine.Store().ReleaseLostAsync(CancellationToken.None), await machine.PendingIdsAsync()));
        machine.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await machine.Store().ReleaseLostAsync(CancellationToken.None));
        Assert.Equal(1, await machine.AskAsync<int>("select count(*) from extraction_attempts where outcome = 'interrupted' and reason = 'process_gone' and cost_usd is null and finished_at is not null"));
        Assert.Equal("ba", await machine.PendingIdsAsync()); // Behind the others.
        Assert.Equal(2, (await machine.RunAsync()).Extracted);
    }

    [Fact]
    public async Task A_claim_of_a_process_of_this_machine_that_is_gone_returns_at_once()
    {
        await using var machine = await RunMachine.WithAsync(on, 1);
        await using var claims = await machine.ClaimAsync();
        await claims.TakeAsync(await machine.PendingAsync(), CancellationToken.None);
        Assert.Equal("", await machine.PendingIdsAsync());

        await machine.ExecuteAsync("update extraction_claims set process = replace(process, ' ', ' 1')");
        await machine.Store().ReleaseLostAsync(CancellationToken.None);

        Assert.Equal("a", await machine.PendingIdsAsync());
    }

    [Fact]
    public async Task A_run_that_lives_keeps_its_claims_for_as_long_as_it_takes()
    {
        await using var machine = await RunMachine.WithAsync(on, 1);
        await using var claims = await machine.ClaimAsync();
        await claims.TakeAsync(await machine.PendingAsync(), CancellationToken.None);

        for (var beat = 0; beat < 8; beat++)
            await BeatAsync(machine);

        Assert.Equal("", await machine.PendingIdsAsync());
        Assert.Equal(0, await machine.Store().ReleaseLostAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_late_answer_of_a_run_that_lost_its_claim_is_not_kept_beside_the_other_one_but_its_cost_is()
    {
        await using var machine = await RunMachine.WithAsync(on, 1);
        await using var slow = await machine.ClaimAsync();
        var sessions = await machine.PendingAsync();
        machine.Says = session =>
        {
            machine.Says = again => RunMachine.Answer(again, cost: 0.02);
            ExtractElsewhereAsync(machine).GetAwaiter().GetResult();
            return RunMachine.Answer(session);
        };

        var late = await machine.Extraction(slow).RunAsync(sessions, 1, Budget.Free, progress: null, CancellationToken.None);

        Assert.Equal(0, late.Extracted);
        Assert.Equal(["a", "a"], machine.Asked);
        Assert.Equal(0.02, await machine.AskAsync<double>("select sum(extraction_cost_usd) from session_facets"));
        Assert.Equal(0.01, await machine.AskAsync<double>("select cost_usd from extraction_attempts where outcome = 'interrupted'"));
        Assert.Equal(1, await machine.AskAsync<int>("select count(*) from extraction_attempts where outcome = 'extracted'"));
    }

    [Fact]
    public async Task A_run_that_lost_its_claim_begins_nothing_with_it()
    {
        await using var machine = await RunMachine.WithAsync(on, 1);
        await using var slow = await machine.ClaimAsync();
        var session = Assert.Single(await slow.TakeAsync(await machine.PendingAsync(), CancellationToken.None));
        await machine.ExecuteAsync("update extraction_claims set claimed_until = @now", new { now = machine.Clock.GetUtcNow() });
        Assert.Equal(1, (await machine.RunAsync()).Extracted);

        Assert.Null(await machine.Attempts(slow).BeginAsync(session, new RulesExtractor(new()), likelyUsd: 0, CancellationToken.None));
    }

    [Fact]
    public async Task A_month_s_cap_holds_over_all_runs_at_once()
    {
        await using var machine = await RunMachine.WithAsync(on, 20);
        machine.Month = new(0.055, machine.Clock.GetUtcNow().AddDays(-1));
        var runs = new List<(Claims Claims, IReadOnlyList<Session> Sessions)>();
        for (var i = 0; i < 3; i++)
            runs.Add((await machine.ClaimAsync(), await machine.PendingAsync()));

        var results = await Task.WhenAll(runs.Select(run => machine.Extraction(run.Claims).RunAsync(run.Sessions, 2, new([], _ => 0.01), progress: null, CancellationToken.None)));

        foreach (var run in runs)
            await run.Claims.DisposeAsync();
        Assert.Equal(5, machine.Asked.Count);
        Assert.All(results, result => Assert.Equal(new Stop("max_usd_per_month", "the cap of $0.055 a month is reached", IsFailure: false), result.StoppedBecause));
        Assert.Equal(15, (await machine.PendingAsync()).Count);
    }

    [Fact]
    public async Task A_session_that_must_wait_for_the_provider_stays_with_its_run()
    {
        await using var machine = await RunMachine.WithAsync(on, 1);
        var others = 0;
        machine.Says = session =>
        {
            machine.Says = again =>
            {
                others = machine.PendingAsync().GetAwaiter().GetResult().Count;
                return RunMachine.Answer(again);
            };
            throw RunMachine.Failure(FailureKind.RateLimited, TimeSpan.Zero);
        };

        Assert.Equal((1, 0, 0), ((await machine.RunAsync()).Extracted, others, await machine.AskAsync<int>("select count(*) from extraction_claims")));
    }

    /// <summary>Another run, after whatever others have claimed has returned.</summary>
    static async Task ExtractElsewhereAsync(RunMachine machine)
    {
        await machine.ExecuteAsync("update extraction_claims set claimed_until = @now", new { now = machine.Clock.GetUtcNow() });
        Assert.Equal(1, (await machine.RunAsync()).Extracted);
    }

    /// <summary>By a process of another machine, which is never heard of again.</summary>
    static async Task ClaimElsewhereAsync(RunMachine machine, string session) => await machine.ExecuteAsync("""
        insert into extraction_claims (session_id, run, host, pid, process, claimed_until) values (@session, 'another', 'elsewhere', 1, 'x', @until);
        insert into extraction_attempts (session_id, try, started_at, host, pid, extractor, model, prompt_version, messages, outcome, dropped)
        values (@session, 1, @until, 'elsewhere', 1, 'model', 'small', 'v1', 8, 'running', '{}')
        """, new { session, until = machine.Clock.GetUtcNow() + Claims.Lease });

    /// <summary>Until the claim has been put off.</summary>
    static async Task BeatAsync(RunMachine machine)
    {
        machine.Clock.Advance(Claims.Beat);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var until = machine.Clock.GetUtcNow() + Claims.Lease;
        while (await machine.AskAsync<string>("select cast(max(claimed_until) as text) from extraction_claims") is var text && DateTimeOffset.Parse(text) < until)
            await Task.Delay(5, patience.Token);
    }
}
