using Debrief.LanguageModels;
using static Debrief.Tests.LanguageModels.PlayedClaude;

namespace Debrief.Tests.LanguageModels;

/// <summary>What the real Claude Code does seldom, or no more. What it does always is tried with the real one, end to end.</summary>
public sealed class ClaudeCliTests
{
    [Fact]
    public async Task A_process_that_forgets_is_asked_again_and_each_question_costs_its_own()
    {
        using var claude = new PlayedClaude(Result("s1", "one", "0.5"), Result("s2", "", "0.5"), Result("s2", "two", "0.75"));
        using var model = Open(claude);

        Assert.Equal([("one", 0.5), ("two", 0.25)], [await ToldAsync(model), await ToldAsync(model)]);
        Assert.Single(claude.Starts);
        Assert.Contains("\"/clear\"", claude.Questions[1]);
    }

    [Theory]
    [InlineData("s2", true)]
    [InlineData("s1", false)]
    public async Task One_that_fails_to_forget_or_goes_on_with_its_session_is_ended_and_another_asked(string session, bool isError)
    {
        using var claude = new PlayedClaude(Result("s1", "one"), Result(session, "", isError: isError), Result("s2", "two"));
        using var model = Open(claude);

        Assert.Equal([("one", 0.5), ("one", 0.5)], [await ToldAsync(model), await ToldAsync(model)]);
        Assert.Equal(2, claude.Starts.Length);
        Assert.Equal(3, claude.Questions.Length);
    }

    [Fact]
    public async Task What_is_the_same_for_all_stands_in_no_argument_and_in_no_file_once_it_was_read()
    {
        using var claude = new PlayedClaude(Result("s1", "one"), Result("s2", ""), Result("s2", "two"));
        using var model = Open(claude);

        await AskAsync(model);
        await AskAsync(model);

        Assert.Equal("The same for all.", claude.System);
        Assert.DoesNotContain("The same for all.", Assert.Single(claude.Starts));
        Assert.Equal(3, claude.Questions.Length);
        Assert.Equal(["system-prompt"], claude.Found); // At the first question.
    }

    [Fact]
    public async Task One_that_is_not_there_is_told_in_whole_sentences_and_without_folders_of_ours()
    {
        using var model = new ModelChoice(ModelChoice.Claude, "haiku", Executable: "/nowhere/claude").Open();

        var failure = await Assert.ThrowsAsync<ModelFailure>(() => AskAsync(model));

        Assert.Equal(FailureKind.NotInstalled, failure.Kind);
        Assert.Matches(@"^/nowhere/claude can't be started: [^/:.]+\. Install Claude Code, or name its path as `model: \{claude: PATH\}` in config\.yaml\.$", failure.Message);
    }

    [Fact]
    public async Task One_that_ended_between_two_questions_takes_no_session_along()
    {
        using var claude = new PlayedClaude(Result("s1", "one"));
        using var model = Open(claude);

        Assert.Equal([("one", 0.5), ("one", 0.5)], [await ToldAsync(model), await ToldAsync(model)]);
        Assert.Equal(2, claude.Starts.Length);
    }

    [Fact]
    public async Task One_that_ends_before_it_listens_is_heard_out()
    {
        using var claude = new PlayedClaude(Result("s1", "one")).Old();
        using var model = Open(claude);

        var answer = await model.AskAsync(new("The same for all.", new string('x', 200_000), null, 321), CancellationToken.None); // More than a pipe takes.

        Assert.Equal("one", answer.Text);
        Assert.Equal(2, claude.Starts.Length);
    }

    [Fact]
    public async Task Half_of_a_character_is_no_reason_to_lose_an_answer()
    {
        using var claude = new PlayedClaude(Said(@"half \ud800 and \udc00\ud83d\ude00 \n") + "\n" + Result("s1", "no matter"));
        using var model = Open(claude);

        Assert.Equal("half \uFFFD and \uFFFD😀 \n", (await AskAsync(model)).Text);
    }

    [Fact]
    public async Task All_parts_of_an_answer_are_heard_and_nothing_that_Claude_Code_says_itself()
    {
        using var claude = new PlayedClaude(string.Join('\n', Said("{\\\"a\\\": \\\"first ha"), "a warning", Said("not this", "<synthetic>"), Said("lf\\\"}"), Result("s1", "lf\\\"}")));
        using var model = Open(claude);

        Assert.Equal("""{"a": "first half"}""", (await AskAsync(model)).Text);
    }

    [Fact]
    public async Task Where_it_tells_no_cost_the_price_list_does_with_a_cache_s_own_prices()
    {
        using var claude = new PlayedClaude(Said("one") + "\n" + Result("s1", "one", "null"));
        using var model = Open(claude);

        var usage = (await AskAsync(model)).Usage;

        Assert.Equal(("claude-haiku-4-5", 7_000_000, 1_000_000), (usage.Model, usage.InputTokens, usage.OutputTokens));
        Assert.Equal(1 + 2 * 1.25 + 4 * 0.1 + 5, usage.CostUsd!.Value, 9);
    }

    [Theory]
    [InlineData(429, nameof(FailureKind.RateLimited))]
    [InlineData(529, nameof(FailureKind.Overloaded))]
    public async Task Who_asks_to_wait_long_is_not_waited_for_by_the_process(int status, string kind)
    {
        using var claude = new PlayedClaude(Retry(1, 3_600_000, status)).Staying();
        using var model = Open(claude);

        var failure = await FailureAsync(model);

        Assert.Equal((kind, TimeSpan.FromHours(1)), (failure.Kind.ToString(), failure.RetryAfter));
    }

    [Fact]
    public async Task A_short_wait_is_its_own_and_told_when_it_was_in_vain()
    {
        using var claude = new PlayedClaude(Retry(1, 2000) + "\n" + Result("s1", "API Error: Request rejected (429)", isError: true).Replace("\"subtype\"", "\"api_error_status\":429,\"subtype\"", StringComparison.Ordinal));
        using var model = Open(claude);

        var failure = await FailureAsync(model);

        Assert.Equal((FailureKind.RateLimited, TimeSpan.FromSeconds(2), 0.5), (failure.Kind, failure.RetryAfter, failure.Spent!.CostUsd));
    }

    [Fact]
    public async Task What_it_waits_by_itself_nobody_has_asked_for_and_a_second_time_is_too_often()
    {
        using var claude = new PlayedClaude(Retry(1, 600) + "\n" + Retry(2, 1200)).Staying();
        using var model = Open(claude);

        var failure = await FailureAsync(model);

        Assert.Equal((FailureKind.RateLimited, null), (failure.Kind, failure.RetryAfter));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[1]")]
    [InlineData("""{"type":{}}""")]
    [InlineData("""{"type":"system","subtype":"api_retry","attempt":"x","retry_delay_ms":1e999}""")]
    [InlineData("""{"type":"assistant","message":[]}""")]
    public async Task Lines_that_mean_nothing_are_passed_over(string line)
    {
        using var claude = new PlayedClaude(line + "\n" + Result("s1", "one"));
        using var model = Open(claude);

        Assert.Equal("one", (await AskAsync(model)).Text);
    }

    static LanguageModel Open(PlayedClaude claude) => new ModelChoice(ModelChoice.Claude, "haiku", Executable: claude.Executable) { Timeout = TimeSpan.FromSeconds(60) }.Open();

    static Task<ModelAnswer> AskAsync(LanguageModel model) => model.AskAsync(new("The same for all.", "What differs.", null, 321), CancellationToken.None);

    static async Task<(string Text, double? Cost)> ToldAsync(LanguageModel model) => await AskAsync(model) is var answer ? (answer.Text, answer.Usage.CostUsd) : default;

    static Task<ModelFailure> FailureAsync(LanguageModel model) => Assert.ThrowsAsync<ModelFailure>(() => AskAsync(model));
}
