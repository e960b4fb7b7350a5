using Debrief.Facets.Batches;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.MockModel;
using Debrief.Tests.Support;

namespace Debrief.Tests.Facets.Batches;

public sealed class StrandedBatchesOnSqlite() : StrandedBatchesTests(new Sqlite());
public sealed class StrandedBatchesOnPostgres() : StrandedBatchesTests(new Postgres());

/// <summary>Runs that end at the worst moments.</summary>
public abstract class StrandedBatchesTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    [Fact]
    public async Task What_arrived_while_the_run_was_ended_is_found_again_among_others_and_sent_once()
    {
        await using var machine = await BatchMachine.WithAsync(on, 3);
        using var other = new AnthropicBatches(new(ModelChoice.Anthropic, "claude-haiku-4-5", machine.Mock.Url, "sk"));
        await other.SendAsync([.. "xyz".Select(id => new BatchQuestion($"somebody-elses-{id}", new("s", "u", null, 10)))], CancellationToken.None);
        machine.Mock.Batches.PollsUntilEnded = 1;
        await SendAndStopAsync(machine);

        Assert.Equal("", await machine.Run.PendingIdsAsync());
        await machine.AdvanceAsync();
        Assert.Equal([BatchState.AtWork], machine.News);
        foreach (var batch in machine.Mock.Batches.Received)
            batch.Polls = 2;
        await machine.AdvanceAsync();

        Assert.Equal([BatchState.AtWork, BatchState.Answered], machine.News);
        Assert.Equal("abc", await machine.ExtractedAsync());
        Assert.Equal(2, machine.Mock.Batches.Received.Count);
        Assert.Equal("a extracted\nb extracted\nc extracted", await machine.AttemptsAsync());
    }

    [Fact]
    public async Task What_never_arrived_is_given_up_after_two_minutes_costs_nothing_and_waits_again()
    {
        await using var machine = await BatchMachine.WithAsync(on, 2);
        machine.Mock.Batches.IsDeaf = true;

        var stopped = (await machine.SendAsync()).StoppedBecause!;
        Assert.Equal(("arrival_unknown", true), (stopped.Reason, stopped.IsFailure));
        Assert.Single(machine.Mock.Received);
        machine.Mock.Batches.IsDeaf = false;
        machine.Run.Clock.Advance(TimeSpan.FromSeconds(119));
        await machine.AdvanceAsync();
        Assert.Equal("", await machine.Run.PendingIdsAsync());
        machine.Run.Clock.Advance(TimeSpan.FromSeconds(1));
        await machine.AdvanceAsync();

        Assert.Equal([BatchState.AtWork, BatchState.NotArrived], machine.News);
        Assert.Equal("a interrupted not_arrived\nb interrupted not_arrived", await machine.AttemptsAsync());
        Assert.Equal(0, await machine.SpentAsync());
        Assert.Equal("ab", await machine.Run.PendingIdsAsync());
    }

    public static TheoryData<MockReply, string> Refusals => new()
    {
        { MockReply.Unauthorized, "unauthorized" },
        { MockReply.NoCredit, "no_credit" },
        { MockReply.RateLimited(), "rate_limited" },
        { MockReply.TooLarge, "prompt_too_long" },
        { MockReply.Error(400, "requests: not so"), "server_error" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_batch_that_is_refused_counts_against_no_session(MockReply refusal, string reason)
    {
        await using var machine = await BatchMachine.WithAsync(on, 2);
        machine.Mock.Batches.Refusal = refusal;

        var result = await machine.SendAsync();

        Assert.Equal((reason, true), (result.StoppedBecause!.Reason, result.StoppedBecause.IsFailure));
        Assert.Empty(result.Failed);
        Assert.Equal($"a interrupted {reason}\nb interrupted {reason}", await machine.AttemptsAsync());
        Assert.Equal(0, await machine.SpentAsync());
        Assert.Equal("ab", await machine.Run.PendingIdsAsync());
        Assert.Empty(await machine.Batches.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Answers_that_break_off_are_taken_in_as_far_as_they_came_each_once()
    {
        await using var machine = await BatchMachine.WithAsync(on, 5);
        await machine.SendAsync();
        machine.Mock.Batches.BreaksAfter = 2;

        var stopped = await machine.AdvanceAsync();
        Assert.Equal((true, 0), (stopped.StoppedBecause!.IsFailure, stopped.Failed.Count));
        machine.Mock.Batches.BreaksAfter = null;
        var rest = await machine.AdvanceAsync();

        Assert.Equal((2, 3), (stopped.Extracted, rest.Extracted));
        Assert.Equal("abcde", await machine.ExtractedAsync());
        Assert.Equal(5, await machine.Run.AskAsync<int>("select count(*) from extraction_attempts"));
    }

    [Fact]
    public async Task A_run_that_ends_while_an_answer_is_mended_leaves_it_to_the_next()
    {
        await using var machine = await BatchMachine.WithAsync(on, 1);
        machine.Mock.Responder = prompt => prompt.User.Contains("Answer again", StringComparison.Ordinal) ? MockReply.Unauthorized : new("I'd rather not.");
        await machine.SendAsync();

        Assert.Equal("unauthorized", (await machine.AdvanceAsync()).StoppedBecause!.Reason);
        Assert.Equal("a in_batch", await machine.AttemptsAsync());
        machine.Mock.Responder = FacetReply.To;
        await machine.AdvanceAsync();

        Assert.Equal("a extracted", await machine.AttemptsAsync());
    }

    [Fact]
    public async Task A_batch_that_the_key_does_not_know_is_kept_for_as_long_as_its_answers_are()
    {
        await using var machine = await BatchMachine.WithAsync(on, 1);
        await machine.SendAsync();
        await machine.Run.ExecuteAsync("update extraction_batches set provider_id = 'msgbatch_of_another_key'");

        await machine.AdvanceAsync();
        machine.Run.Clock.Advance(TimeSpan.FromDays(29));
        await machine.AdvanceAsync();
        Assert.Equal("a in_batch", await machine.AttemptsAsync());
        machine.Run.Clock.Advance(TimeSpan.FromSeconds(1));
        var result = await machine.AdvanceAsync();

        Assert.Equal([BatchState.NotKnownThere, BatchState.NotKnownThere, BatchState.Gone], machine.News);
        Assert.Equal("a failed batch_gone", await machine.AttemptsAsync());
        Assert.Equal(1, result.UnknownCosts);
    }

    [Fact]
    public async Task Answers_that_are_kept_no_longer_are_given_up()
    {
        await using var machine = await BatchMachine.WithAsync(on, 1);
        await machine.SendAsync();
        machine.Mock.Batches.HasNoResults = true;

        await machine.AdvanceAsync();

        Assert.Equal("a failed batch_gone", await machine.AttemptsAsync());
        Assert.Empty(await machine.Batches.OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Waiting_outlasts_a_service_in_trouble_but_not_one_that_refuses()
    {
        await using var machine = await BatchMachine.WithAsync(on, 1);
        await machine.SendAsync();
        machine.Mock.Batches.Refusal = MockReply.Error(400, "in trouble");
        var asked = 0;
        var waiting = machine.Open().WaitAsync(machine.Run.Clock, _ => asked++, CancellationToken.None);
        await AdvanceAsync(machine, waiting, seconds: 30);
        Assert.False(waiting.IsCompleted);
        machine.Mock.Batches.Refusal = null;
        await AdvanceAsync(machine, waiting, seconds: 600);
        Assert.True(await waiting);

        machine.Mock.Batches.Refusal = MockReply.Unauthorized;
        Assert.Equal(FailureKind.Unauthorized, (await Assert.ThrowsAsync<ModelFailure>(() => machine.Open().WaitAsync(machine.Run.Clock, _ => { }, CancellationToken.None))).Kind);
    }

    [Fact]
    public async Task Lost_attempts_of_other_runs_are_not_confused_with_those_in_a_batch()
    {
        await using var machine = await BatchMachine.WithAsync(on, 2);
        await machine.SendAsync();

        Assert.Equal(0, await machine.Run.Store().ReleaseLostAsync(CancellationToken.None));

        Assert.Equal("a in_batch\nb in_batch", await machine.AttemptsAsync());
    }

    /// <summary>The service has the batch; the run doesn't learn what it is called.</summary>
    static async Task SendAndStopAsync(BatchMachine machine)
    {
        machine.Mock.Batches.AnswersAfter = new();
        using var stop = new CancellationTokenSource();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var sending = machine.SendAsync(stop.Token);
        while (!machine.Mock.Batches.Received.Any(batch => batch.Requests[0].Id.StartsWith("debrief-", StringComparison.Ordinal)))
            await Task.Delay(10, patience.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        machine.Mock.Batches.AnswersAfter = null;
    }

    /// <summary>Second by second, each time until what it lets happen has happened.</summary>
    static async Task AdvanceAsync(BatchMachine machine, Task waiting, int seconds)
    {
        for (var second = 0; second < seconds && !waiting.IsCompleted; second++)
        {
            machine.Run.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }
    }
}
