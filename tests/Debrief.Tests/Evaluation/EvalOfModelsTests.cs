using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Debrief.MockModel;
using Debrief.Tests.Cli;
using Debrief.Tests.Support;

namespace Debrief.Tests.Evaluation;

/// <summary>`debrief eval` asks a model on loopback.</summary>
public sealed class EvalOfModelsTests : IAsyncLifetime
{
    readonly Labelled _labelled = new();
    MockMessages _model = null!;

    public async ValueTask InitializeAsync()
    {
        _model = await MockMessages.StartAsync();
        _model.Responder = FacetReply.To;
        Configure("");
        _labelled.Session(1, Say.Human("add a basket to the shop"), Say.Assistant("I added it. All done."), Say.Human("perfect, thanks"), Say.Assistant("You're welcome."));
        _labelled.Session(2, Say.Human("fix the price in the basket"), Say.Assistant("It is fixed."), Say.Human("no, that's wrong"), Say.Assistant("I couldn't find out why."));
        _labelled.Label(1, """{"outcome":"mostly_achieved","course_corrections":0}""");
        _labelled.Label(2, """{"outcome":"not_achieved","course_corrections":1}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        _labelled.Dispose();
    }

    [Theory]
    [InlineData("--via openai --model small", "at an unknown cost"), InlineData("--extractor openai:small", "at an unknown cost"), InlineData("--model claude-haiku-4-5", "for about $0.02")]
    public async Task A_model_is_asked_and_its_answers_held_against_the_labels(string whose, string cost)
    {
        var run = await _labelled.Eval(whose.Split(' '));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches($@"^2 sessions, by openai \(\S+\), {Regex.Escape(cost)} \(\S+ tokens in, \S+ out\)\. $", OneLine(run.Error) + " ");
        Assert.Matches(@" outcome +exact +0\.50 +0\.00 to 1\.00 +2/2", run.Output);
        Assert.Equal(2, _model.Received.Count);
        Assert.Contains("was asked by prompt v1, for ", OneLine(run.Output));
    }

    [Fact]
    public async Task What_it_said_can_be_kept_and_gives_the_same_figures_without_it()
    {
        var live = await _labelled.Eval("--via", "openai", "--model", "small", "--record", _labelled["kept"], "--json");
        var kept = await _labelled.Eval("--extractor", _labelled["kept"], "--json");

        Assert.Equal(Of(live)["agreements"]!.ToJsonString(), Of(kept)["agreements"]!.ToJsonString());
        Assert.Equal(("small", "v1", 2, true), ((string)Of(live)["asked"]!["model"]!, (string)Of(live)["asked"]!["prompt_version"]!, (int)Of(live)["asked"]!["unknown_costs"]!, (long)Of(live)["asked"]!["input_tokens"]! > 0));
        Assert.Null(Of(kept)["asked"]);
        Assert.Equal(2, _model.Received.Count);
    }

    [Fact]
    public async Task Two_models_and_two_prompts_are_compared()
    {
        _labelled.Write("mine.md", "Judge as I do.\n---session---\n{{transcript}}\n");
        _model.Responder = prompt => prompt.Model == "large" ? new(Not(FacetReply.Of(prompt.User))) : FacetReply.To(prompt);

        var models = await _labelled.Eval("--compare", "openai:small", "openai:large");
        Assert.Contains("A is openai:small, B is openai:large.", OneLine(models.Output));
        Assert.Contains("label mostly_achieved · A mostly_achieved · B not_achieved", OneLine(models.Output));

        _model.Reset();
        var prompts = await _labelled.Eval("--compare", "openai:small@v1", $"openai:small@{_labelled["mine.md"]}", "--json");
        Assert.Equal(0, prompts.ExitCode);
        Assert.Equal(2, _model.Received.Count(prompt => prompt.System.EndsWith("Judge as I do.", StringComparison.Ordinal)));
        Assert.Equal(4, _model.Received.Count);
        Assert.Matches("^custom-", (string)Of(prompts, 1)["asked"]!["prompt_version"]!);
    }

    [Fact]
    public async Task A_model_is_compared_with_the_rules()
    {
        var run = await _labelled.Eval("--compare", "rules", "openai:small");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, _model.Received.Count);
    }

    [Fact]
    public async Task Sessions_of_an_excluded_project_are_not_sent_and_count_as_not_answered()
    {
        Configure("privacy: { exclude: [/work/shop] }\n");

        var run = await _labelled.Eval("--model", "small", "--json");

        Assert.Empty(_model.Received);
        Assert.All(Of(run)["unanswered"]!.AsArray(), session => Assert.Equal("Its project is one that no model may see.", (string)session!["reason"]!));
        Assert.Equal(2, Of(run)["unanswered"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_cap_holds_and_who_was_not_asked_about_is_named()
    {
        var run = await _labelled.Eval("--model", "claude-haiku-4-5", "--max-cost", "0.012", "--concurrency", "1", "--json");

        Assert.Single(_model.Received);
        Assert.Equal("It wasn't asked about: the cap of $0.012 a run is reached.", (string)Assert.Single(Of(run)["unanswered"]!.AsArray())!["reason"]!);
    }

    [Fact]
    public async Task What_was_answered_before_everything_is_refused_is_kept()
    {
        _model.Responder = _ => MockReply.Unauthorized;
        _model.Next(FacetReply.To(Asked("add a basket")));

        var run = await _labelled.Eval("--model", "small", "--concurrency", "1", "--record", _labelled["kept"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Single(Directory.GetFiles(_labelled["kept"]));
    }

    [Fact]
    public async Task Who_cannot_keep_the_answers_is_told_before_anybody_is_asked()
    {
        _labelled.Write("kept", "a file");

        var run = await _labelled.Eval("--model", "small", "--record", _labelled["kept"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The answers can't be written to", run.Error);
        Assert.Empty(_model.Received);
    }

    [Fact]
    public async Task An_unusable_answer_counts_as_none_and_its_cost_counts()
    {
        _model.Responder = _ => new("I'd rather not.");

        var run = await _labelled.Eval("--model", "claude-haiku-4-5", "--json");

        Assert.Equal(2, Of(run)["unanswered"]!.AsArray().Count);
        Assert.Equal(4, _model.Received.Count);
        Assert.True((double)Of(run)["asked"]!["cost_usd"]! > 0);
    }

    void Configure(string more)
    {
        Directory.CreateDirectory(_labelled["home"]);
        _labelled.Write("home/config.yaml", $"model: {{ via: openai, base_url: {_model.Url}/v1 }}\n{more}");
    }

    static ReceivedPrompt Asked(string words) => new("POST", "/", new Dictionary<string, string>(), 0, System.Text.Json.JsonDocument.Parse($$"""{"messages":[{"role":"user","content":"#1 human: {{words}}"}]}""").RootElement);

    static string Not(JsonObject answer)
    {
        answer["outcome"]!["value"] = "not_achieved";
        return answer.ToJsonString();
    }

    static JsonNode Of(Run run, int extractor = 0) => JsonNode.Parse(run.Output)!["extractors"]![extractor]!;

    static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
