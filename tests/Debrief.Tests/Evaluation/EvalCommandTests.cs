using System.Text.Json.Nodes;
using Debrief.Tests.Cli;
using Debrief.Tests.Support;

namespace Debrief.Tests.Evaluation;

public sealed class EvalCommandTests : IDisposable
{
    readonly Labelled _labelled = new();

    public void Dispose() => _labelled.Dispose();

    void TwoSessions()
    {
        _labelled.Session(1, Say.Human("add a basket to the shop"), Say.Assistant("I added it. All done."), Say.Human("perfect, thanks"), Say.Assistant("You're welcome."));
        _labelled.Session(2, Say.Human("fix the price in the basket"), Say.Assistant("It is fixed."), Say.Human("no, that's wrong"), Say.Assistant("I couldn't find out why."));
        _labelled.Label(1, """{"outcome":"fully_achieved","user_satisfaction_counts":{"satisfied":1},"course_corrections":0,"evidence":[{"facet":"outcome","value":"fully_achieved","line":3,"quote":"perfect"}]}""");
        _labelled.Label(2, """{"outcome":"not_achieved","user_satisfaction_counts":{"dissatisfied":1},"course_corrections":1,"evidence":[]}""");
    }

    [Fact]
    public async Task The_rules_are_compared_with_labels_of_sessions_that_were_never_synced()
    {
        TwoSessions();

        var run = await _labelled.Eval();

        Assert.Equal((0, "2 sessions, by rules on this machine: no model, free.\n"), (run.ExitCode, run.Error));
        Verified.Check(run.Output, "eval.txt");
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.False(Directory.Exists(_labelled["home"]));
    }

    [Fact]
    public async Task Two_are_shown_side_by_side_with_the_sessions_on_which_they_disagree()
    {
        TwoSessions();
        _labelled.Answer(1, """{"outcome":"mostly_achieved","user_satisfaction_counts":{"satisfied":1}}""");
        _labelled.Answer(2, """{"outcome":"not_achieved","user_satisfaction_counts":{"frustrated":2},"course_corrections":1}""");

        var run = await _labelled.Eval("--compare", "rules", _labelled["answers"]);

        Assert.Equal((0, "2 sessions, by rules on this machine: no model, free.\n"), (run.ExitCode, run.Error));
        Verified.Check(run.Output.Replace(_labelled["answers"], "ANSWERS").Replace("\n  ANSWERS", " ANSWERS"), "compare.txt");
    }

    [Fact]
    public async Task Recorded_answers_give_the_figures_of_the_extractor()
    {
        TwoSessions();

        var live = await _labelled.Eval("--json", "--record", _labelled["answers"]);
        var recorded = await _labelled.Eval("--json", "--extractor", _labelled["answers"]);

        Assert.Equal(Agreements(live), Agreements(recorded));
        Assert.Empty(JsonNode.Parse((await _labelled.Eval("--json", "--compare", "rules", _labelled["answers"])).Output)!["disagreements"]!.AsArray());
    }

    [Fact]
    public async Task A_session_without_an_answer_counts_as_not_answered_and_is_named()
    {
        TwoSessions();
        _labelled.Answer(1, """{"outcome":"fully_achieved"}""");

        var json = JsonNode.Parse((await _labelled.Eval("--json", "--extractor", _labelled["answers"])).Output)!["extractors"]![0]!;

        Assert.Equal(Labelled.Id(2), (string?)json["unanswered"]!.AsArray().Single()!["session_id"]);
        var exact = json["agreements"]!.AsArray().Single(row => (string?)row!["facet"] == "outcome" && (string?)row["measure"] == "exact")!;
        Assert.Equal((0.5, 1, 2), ((double)exact["value"]!, (int)exact["answered"]!, (int)exact["sessions"]!));
    }

    [Fact]
    public async Task What_debrief_session_prints_is_an_answer()
    {
        TwoSessions();
        await Run.Debrief("sync", "--from", _labelled["transcripts"], "--home", _labelled["home"]);
        await Run.Debrief("extract", Labelled.Id(1), "--via", "rules", "--home", _labelled["home"]);
        Directory.CreateDirectory(_labelled["answers"]);
        _labelled.Write($"answers/{Labelled.Id(1)}.json", (await Run.Debrief("session", Labelled.Id(1), "--json", "--home", _labelled["home"])).Output);

        var printed = JsonNode.Parse((await _labelled.Eval("--json", "--extractor", _labelled["answers"])).Output)!["extractors"]![0]!;

        Assert.Equal(Labelled.Id(2), (string?)Assert.Single(printed["unanswered"]!.AsArray())!["session_id"]);
    }

    [Theory]
    [InlineData("not JSON"), InlineData("[]"), InlineData("""{"session_id":7}""")]
    public async Task An_answer_that_can_not_be_read_is_named(string text)
    {
        TwoSessions();
        _labelled.Answer(1, """{"outcome":"fully_achieved"}""");
        _labelled.Write($"answers/{Labelled.Id(2)}.json", text);

        Assert.Contains($"No answer of", (await _labelled.Eval("--extractor", _labelled["answers"])).Output);
    }

    [Fact]
    public async Task A_transcript_that_is_gone_is_left_out_and_said()
    {
        TwoSessions();
        _labelled.Label(3, """{"outcome":"not_achieved"}""");

        var run = await _labelled.Eval();

        Assert.Contains($"1 labelled session without a transcript left out: {Labelled.Id(3)}", string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("2 labelled sessions;", run.Output);
    }

    [Fact]
    public async Task Without_any_of_their_transcripts_one_is_told_to_say_where_they_lie()
    {
        _labelled.Label(3, """{"outcome":"not_achieved"}""");

        var run = await _labelled.Eval();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("None of the 1 labelled sessions has a transcript in", run.Error);
    }

    [Theory]
    [InlineData("{"), InlineData("[]"), InlineData("""{"session_id":"../x"}"""), InlineData("""{"session_id":"abcd","outcome":7}"""), InlineData("""{"session_id":"abcd","projects":"shop"}"""),
     InlineData("""{"session_id":"abcd","completion_chain":{"started":1}}"""), InlineData("""{"session_id":"abcd","evidence":[{}]}""")]
    public async Task A_broken_label_is_named(string text)
    {
        TwoSessions();
        _labelled.Write("labels/broken.json", text);

        var run = await _labelled.Eval();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"debrief: {_labelled["labels/broken.json"]} is no label of a session: ", run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Whose_answers_must_be_known()
    {
        TwoSessions();

        Assert.Contains("There is no extractor \"nobody\"", (await _labelled.Eval("--extractor", "nobody")).Error);
        Assert.Contains("There is no profile", (await _labelled.Eval("--profile", _labelled["none.yaml"])).Error);
        Assert.Contains("--compare names two extractors itself", (await _labelled.Eval("--compare", "rules", "rules", "--record", "x")).Error);
        Assert.Contains("--extractor names a model itself", (await _labelled.Eval("--extractor", "rules", "--model", "haiku")).Error);
        Assert.Contains("Nothing has been synced yet", (await _labelled.Eval("--extractor", "stored")).Error);
        Assert.Contains("There are no labels in", (await Run.Debrief("eval", _labelled["transcripts"])).Error);
        Assert.Contains("There is no folder", (await Run.Debrief("eval", _labelled["none"])).Error);
    }

    [Fact]
    public async Task The_profile_beside_the_labels_is_the_one_to_answer_by()
    {
        TwoSessions();
        _labelled.Label(1, """{"businesses":["shop"]}""");
        _labelled.Label(2, """{"businesses":["shop"]}""");
        _labelled.Write("profile.yaml", "businesses:\n  - slug: shop\n    name: Shop\n    projects: [\"/work/**\"]\n");

        Assert.Matches(@"businesses +F1 +1\.00 +1\.00 to 1\.00 +2/2", (await _labelled.Eval()).Output);
    }

    static string Agreements(Run run) => JsonNode.Parse(run.Output)!["extractors"]![0]!["agreements"]!.ToJsonString();
}
