using Debrief.Facets;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class WorkDoneTests
{
    [Fact]
    public void New_files_that_last_commits_and_pull_requests_are_artifacts()
    {
        var passages = Talk.Of(Talk.Human("go"), Talk.Write("/a/cart.cs"), Talk.Write("/a/cart.cs"), Talk.Edit("/a/old.cs"), Talk.Write("/tmp/try.sh"), Talk.Write("/root/.claude/plans/x.md"));

        Assert.Equal(1, passages.Facets().ArtifactsCreated);
        Assert.Equal(4, passages.Facets(Talk.Session() with { Commits = 2, PullRequests = ["https://example.org/pr/1"] }).ArtifactsCreated);
    }

    [Fact]
    public void A_file_that_could_not_be_written_is_none() =>
        Assert.Equal(0, Talk.Of(Talk.Human("go"), Talk.Write("/a/cart.cs")[0], Talk.Result("denied", failure: FailureClass.PermissionDenied, tool: "Write")).Facets().ArtifactsCreated);

    [Fact]
    public void Notes_written_or_extended_are_knowledge_and_code_is_none() =>
        Assert.Equal(2, Talk.Of(Talk.Human("go"), Talk.Write("/a/docs/plan.md"), Talk.Edit("/a/notes.txt"), Talk.Edit("/a/notes.txt"), Talk.Edit("/a/cart.cs")).Facets().KnowledgeFiled);

    [Fact]
    public void Answers_options_consent_and_accepted_plans_are_decisions() => Assert.Equal(4, Talk.Of(
        Talk.Human("plan it"), Talk.Assistant("Shall I use a map?"), Talk.Human("yes"), Talk.Human("SQLite", PromptReason.Answer), Talk.Human("option 2"),
        Talk.Call("ExitPlanMode", "{}"), Talk.Result("User has approved your plan.", tool: "ExitPlanMode")).Facets().DecisionsMade);

    [Fact]
    public void A_yes_to_no_question_and_a_rejected_plan_are_none() => Assert.Equal(0, Talk.Of(
        Talk.Human("plan it"), Talk.Assistant("Here is the plan."), Talk.Human("yes it is hot today"), Talk.Call("ExitPlanMode", "{}"), Talk.Result("no", failure: FailureClass.UserRejected, tool: "ExitPlanMode")).Facets().DecisionsMade);

    [Fact]
    public void The_task_list_tells_what_was_begun_and_finished() => Assert.Equal(new CompletionChain(2, 1, 1), Talk.Of(
        Talk.Human("go"), Todos("""{"content":"a","status":"in_progress"},{"content":"b","status":"pending"},{"content":"c","status":"pending"}"""),
        Todos("""{"content":"a","status":"completed"},{"content":"b","status":"in_progress"},{"content":"c","status":"pending"}""")).Facets().CompletionChain);

    [Fact]
    public void Numbered_tasks_are_counted_by_their_last_status() => Assert.Equal(new CompletionChain(2, 1, 1), Talk.Of(
        Talk.Human("go"), Talk.Call("TaskCreate", """{"subject":"a"}"""), Talk.Call("TaskCreate", """{"subject":"b"}"""), Talk.Call("TaskCreate", """{"subject":"c"}"""),
        Talk.Call("TaskUpdate", """{"taskId":"1","status":"completed"}"""), Talk.Call("TaskUpdate", """{"taskId":"2","status":"in_progress"}""")).Facets().CompletionChain);

    [Fact]
    public void Without_a_list_the_asks_are_the_tasks()
    {
        var passages = Talk.Of(Talk.Human("fix the cart"), Talk.Assistant("Done."), Talk.Human("write tests for the list"), Talk.Assistant("I start"), Talk.Interruption());

        Assert.Equal(new CompletionChain(2, 2, 0), passages.Facets().CompletionChain);
        Assert.Equal(new CompletionChain(2, 1, 1), passages.Facets(Talk.Session() with { CutShort = true }).CompletionChain);
        Assert.Null(Talk.Of(Talk.Human("hm")).Facets().CompletionChain);
    }

    [Fact]
    public void A_list_that_cannot_be_read_tells_nothing() =>
        Assert.Null(Talk.Of(Talk.Human("hm"), Todos("{"), Talk.Call("TodoWrite", "[]"), Talk.Call("TodoWrite", """{"todos":[{}]}""")).Facets().CompletionChain);

    [Theory]
    [InlineData("Let's pause, a new idea: numbered branches", "Let's pause, a new idea: numbered branches")]
    [InlineData("go on", null)]
    public void What_turned_the_session_is_told_in_the_persons_words(string words, string? pivot) =>
        Assert.Equal(pivot, Talk.Of(Talk.Human("do it"), Talk.Assistant("Ok."), Talk.Human(words)).Facets().PivotTrigger);

    [Theory]
    [InlineData("single_task", "fix the cart")]
    [InlineData("multi_task", "fix the cart", "install node on the server", "draft the changelog")]
    [InlineData("iterative_refinement", "fix the cart", "no, the other cart", "wrong colour", "no, blue")]
    [InlineData("exploration", "who pays?", "and who sends it?", "where to?")]
    public void Messages_tell_the_shape_of_a_session(string type, params string[] messages) =>
        Assert.Equal(type, Talk.Of([.. messages.SelectMany(message => new object[] { Talk.Human(message), Talk.Assistant("Hm.") })]).Facets().SessionType);

    [Theory]
    [InlineData("debugging", "fix the cart")]
    [InlineData("coding", "add a wish list", "refactor it")]
    [InlineData("email", "go through my inbox")]
    [InlineData(null, "hm")]
    public void Asks_tell_the_kind_of_work(string? workflow, params string[] messages) =>
        Assert.Equal(workflow, Talk.Of([.. messages.Select(message => Talk.Human(message))]).Facets().WorkflowType);

    [Fact]
    public void Confidence_grows_with_what_was_plainly_said()
    {
        var plain = Talk.Of(Talk.Human("fix the cart"), Talk.Edit("/a/c.cs"), Talk.Assistant("Done."), Talk.Human("perfect, thanks")).Facets().Confidence;
        var vague = Talk.Of(Talk.Human("the cart"), Talk.Assistant("Hm."), Talk.Human("and the list of it?"), Talk.Assistant("Hm.")).Facets().Confidence;

        Assert.Equal(1, plain);
        Assert.InRange(vague!.Value, 0, 0.7);
    }

    static Passage Todos(string todos) => Talk.Call("TodoWrite", $$"""{"todos":[{{todos}}]}""");
}
