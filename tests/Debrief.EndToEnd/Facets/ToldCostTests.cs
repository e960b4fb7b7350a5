using Debrief.EndToEnd.Support;
using Debrief.MockModel;

namespace Debrief.EndToEnd.Facets;

/// <summary>What `debrief extract` says a run will cost, and whom it asks first, with a model on loopback.</summary>
public sealed class ToldCostTests : IAsyncLifetime
{
    static readonly string[] extract = ["extract", "--via", "anthropic"];

    readonly DebriefProcess _debrief = new();
    MockMessages _model = null!;

    public async ValueTask InitializeAsync()
    {
        _model = await MockMessages.StartAsync();
        _model.Responder = FacetReply.To;
        _debrief.Environment["ANTHROPIC_API_KEY"] = "sk-ant-of-nobody";
        _debrief.Environment["ANTHROPIC_BASE_URL"] = _model.Url;
        for (var i = 0; i < 12; i++)
            await Talk(i).SaveAsync(_debrief.Environment["CLAUDE_CONFIG_DIR"]);
        (await _debrief.RunAsync("sync", "--no-archive")).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        _debrief.Dispose();
    }

    [Fact]
    public async Task The_tokens_told_before_are_those_of_the_run()
    {
        var plan = (await _debrief.RunAsync([.. extract, "--limit", "10", "--dry-run", "--json"])).Succeeded().Json;
        Assert.Empty(_model.Received);
        var run = (await _debrief.RunAsync([.. extract, "--limit", "10", "--json"])).Succeeded().Json;

        Assert.Equal(10, plan.GetProperty("measured").GetInt32());
        // The mock counts a quarter of the characters, rounded otherwise.
        Assert.InRange(plan.GetProperty("input_tokens").GetInt64() - run.GetProperty("input_tokens").GetInt64(), -20, 20);

        var rest = (await _debrief.RunAsync([.. extract, "--dry-run", "--json"])).Succeeded().Json;
        var last = (await _debrief.RunAsync([.. extract, "--json"])).Succeeded().Json;
        Assert.InRange(rest.GetProperty("output_tokens").GetInt64() - last.GetProperty("output_tokens").GetInt64(), -2, 2);
        Assert.InRange(rest.GetProperty("cost_usd").GetDouble() - last.GetProperty("cost_usd").GetDouble(), -0.0001, 0.0001);
    }

    [Fact]
    public async Task Of_one_session_the_size_of_its_question_is_told()
    {
        var shown = (await _debrief.RunAsync([.. extract, "5e550000", "--show-prompt"])).Succeeded().Output;
        var plan = (await _debrief.RunAsync([.. extract, "5e550000", "--dry-run", "--json"])).Succeeded().Json.GetProperty("sessions")[0];
        var told = (await _debrief.RunAsync([.. extract, "5e550000", "--dry-run"])).Succeeded().Output.Replace('\n', ' ');

        var likely = plan.GetProperty("likely");
        Assert.InRange(likely.GetProperty("characters").GetInt32() - shown.Length, -20, 20);
        Assert.Equal((likely.GetProperty("characters").GetInt32() + 3) / 4, likely.GetProperty("input_tokens").GetInt32());
        Assert.Matches(@"^1 of 12 waiting sessions would be extracted, by anthropic \(claude-haiku-4-5\), for about \$0\.01 \([\d.]+k tokens in, 1\.5k out\)\.", told);
        Assert.Matches(@"5e550000 +8 messages +[\d.]+k tokens", told);
    }

    [Theory]
    [InlineData("y\n", 2), InlineData("YES\n", 2), InlineData("n\n", 0), InlineData("\n", 0), InlineData("yesterday\n", 0)]
    [InlineData("", 0)] // The end of the input.
    public async Task A_person_at_a_terminal_is_told_the_cost_and_only_a_yes_lets_it_begin(string keys, int asked)
    {
        var run = (await _debrief.TypeOnTerminalAsync("Go on? [y/N]", keys, [.. extract, "--limit", "2"])).Succeeded();

        Assert.Matches(@"2 sessions, by anthropic \(claude-haiku-4-5\), for about \$0\.02 \([\d.]+k tokens in, 3k\s+out\)\.", run.Output);
        Assert.Equal(asked, _model.Received.Count);
        Assert.Equal([$"{asked}"], await Support.Database.RowsAsync(Path.Combine(_debrief.Home, "debrief.db"), "select count(*) from extraction_attempts"));
    }

    [Fact]
    public async Task Who_said_yes_before_is_told_the_cost_and_not_asked()
    {
        var run = (await _debrief.RunOnTerminalAsync([.. extract, "--limit", "2", "--yes"])).Succeeded();

        Assert.Contains("2 sessions, by anthropic (claude-haiku-4-5), for about $0.02", run.Output);
        Assert.DoesNotContain("[y/N]", run.Output);
        Assert.Equal(2, _model.Received.Count);
    }

    static WrittenSession Talk(int number) => Enumerable.Range(0, 4).Aggregate(
        new WrittenSession($"5e55{number:0000}-0000-4000-8000-000000000001"),
        (session, turn) => session.Say($"Please mend cart number {number} for customer {turn}").Answer(string.Concat(Enumerable.Repeat("Done. ", 100 * number))));
}
