using System.Text.Json.Nodes;
using Debrief.Sessions;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions;

public sealed class ToolCounterTests
{
    static Line[] Failing(params string[] commands) =>
        [.. commands.SelectMany((command, i) => new[] { Say.Bash(command, $"t{i}"), command.StartsWith("ok ", StringComparison.Ordinal) ? Say.Result("fine", $"t{i}") : Say.Fails("Exit code 1", $"t{i}") })];

    static int Loops(params string[] commands) => Reading.Facts(Failing(commands)).RetryLoops;

    static Line[] Writes(string tool, JsonObject input, JsonNode? outcome) => [Say.Calls(tool, input), Say.Result("done", outcome: outcome)];

    static (int, int) Changed(params Line[] lines)
    {
        var facts = Reading.Facts(lines);
        return (facts.LinesAdded, facts.LinesRemoved);
    }

    [Fact]
    public void The_same_call_failing_three_times_in_a_row_is_a_retry_loop()
    {
        Assert.Equal(0, Loops("make", "make"));
        Assert.Equal(1, Loops("make", "make", "make"));
        Assert.Equal(1, Loops("make", "make", "make", "make", "make", "make"));
        Assert.Equal(2, Loops("make", "make", "make", "ls", "make", "make", "make"));
    }

    [Fact]
    public void Trifles_don_t_make_it_another_call() => Assert.Equal(1, Loops("sleep 1 && Make", "sleep 2  && make", "sleep 30 && make"));

    [Fact]
    public void Another_call_or_a_success_ends_the_row()
    {
        Assert.Equal(0, Loops("make", "make", "make test"));
        Assert.Equal(0, Loops("make", "make", "ok ls", "make"));
    }

    [Fact]
    public void The_same_file_failing_to_be_edited_is_a_retry_loop()
    {
        var edits = Enumerable.Range(0, 3).SelectMany(i => new[] { Say.Calls("Edit", new() { ["old_string"] = $"try{i}", ["file_path"] = "/a.cs" }, $"t{i}"), Say.Fails("String to replace not found in file.", $"t{i}") });

        Assert.Equal((1, 3), (Reading.Facts([.. edits]).RetryLoops, Reading.Facts([.. edits]).ToolFailures["edit_mismatch"]));
    }

    [Fact]
    public void Mcp_failures_are_those_of_its_tools()
    {
        var facts = Reading.Facts(
            Say.Calls("mcp__db__query", id: "a"), Say.Fails("Request failed with status code 500", "a"),
            Say.Calls("mcp__db__query", id: "b"), Say.Fails("Claude requested permissions to use mcp__db__query, but you haven't granted it yet.", "b"),
            Say.Calls("mcp__db__query", id: "c"), Say.Fails("The user doesn't want to proceed with this tool use.", "c"),
            Say.Bash("x", "d"), Say.Fails("Exit code 1", "d"));

        Assert.Equal((1, 3, 1), (facts.McpFailures, facts.Tools["mcp__db__query"], facts.Tools["Bash"]));
    }

    [Fact]
    public void A_call_that_fell_with_another_is_no_failure() =>
        Assert.Empty(Reading.Facts(Say.Bash("x"), Say.Fails("<tool_use_error>Sibling tool call errored</tool_use_error>")).ToolFailures);

    [Fact]
    public void A_call_on_several_lines_is_one_call() =>
        Assert.Equal(1, Reading.Facts(Say.Calls("Bash", id: "t", message: "m"), Say.Calls("Bash", id: "t", message: "m"), Say.Result(id: "t")).Tools["Bash"]);

    [Fact]
    public void Lines_of_an_edit_are_those_of_its_patch() => Assert.Equal((2, 1), Changed(Writes("Edit", new() { ["file_path"] = "/a.cs", ["old_string"] = "a", ["new_string"] = "b\nc\nd\ne" },
        new JsonObject { ["filePath"] = "/a.cs", ["structuredPatch"] = new JsonArray(new JsonObject { ["lines"] = new JsonArray("+a", "+b", "-c", " d") }) })));

    [Theory]
    [InlineData("one", 1)]
    [InlineData("one\ntwo", 2)]
    [InlineData("one\ntwo\n", 2)]
    [InlineData("\n", 1)]
    [InlineData("", 0)]
    [InlineData("printf(\"a\\n\\n\");", 1)]
    [InlineData("C:\\new\\nul\nx", 2)]
    [InlineData("ends with \\n", 1)]
    [InlineData("ends with \\\n", 1)]
    public void A_created_file_adds_all_its_lines(string content, int added) => Assert.Equal((added, 0), Changed(Writes("Write", new() { ["file_path"] = "/a.cs", ["content"] = content },
        new JsonObject { ["type"] = "create", ["filePath"] = "/a.cs", ["content"] = content, ["structuredPatch"] = new JsonArray(), ["originalFile"] = null })));

    [Fact]
    public void A_written_file_that_was_there_changes_the_lines_of_its_patch() => Assert.Equal((1, 1), Changed(Writes("Write", new() { ["file_path"] = "/a.cs", ["content"] = "a\nb\nc" },
        new JsonObject { ["type"] = "update", ["content"] = "a\nb\nc", ["structuredPatch"] = new JsonArray(new JsonObject { ["lines"] = new JsonArray("-x", "+b") }) })));

    [Fact]
    public void A_sub_agent_s_edit_without_an_outcome_counts_by_its_input() =>
        Assert.Equal((2, 1), Changed(Say.Calls("Edit", new() { ["file_path"] = "/a.cs", ["old_string"] = "a\\nb", ["new_string"] = "c\nd" }).Sidechain(), Say.Result("done").Sidechain()));

    [Fact]
    public void Files_are_touched_by_edits_that_succeeded()
    {
        var facts = Reading.Facts(
            Say.Calls("Edit", new() { ["file_path"] = "/b.cs" }, "a"), Say.Result("ok", "a"),
            Say.Calls("Write", new() { ["file_path"] = "/a.cs" }, "b"), Say.Result("ok", "b"),
            Say.Calls("NotebookEdit", new() { ["notebook_path"] = "/n.ipynb" }, "c"), Say.Result("ok", "c"),
            Say.Calls("MultiEdit", new() { ["file_path"] = "/failed.cs" }, "d"), Say.Fails("File does not exist.", "d"),
            Say.Calls("Read", new() { ["file_path"] = "/read.cs" }, "e"), Say.Result("ok", "e"),
            Say.Calls("Edit", new() { ["file_path"] = "/never-answered.cs" }, "f"));

        Assert.Equal(["/a.cs", "/b.cs", "/n.ipynb"], facts.Files);
    }

    [Fact]
    public void A_commit_that_is_only_searched_for_or_runs_on_in_the_background_is_none()
    {
        var facts = Reading.Facts(
            Say.Bash("grep -l init * | xargs grep -l \"git commit\"", "a"), Say.Result("a.go", "a"),
            Say.Bash("git commit -m x", "b"), Say.Result("Command running in background with ID: b1", "b"),
            Say.Bash("cd shop && git commit -m x", "c"), Say.Result("[main 1]", "c"));

        Assert.Equal(1, facts.Commits);
    }

    [Fact]
    public void Commits_pushes_and_pull_requests_count_when_they_succeed()
    {
        var facts = Reading.Facts(
            Say.Bash("git add . && git commit -m \"x\" && git push", "a"), Say.Result("[main 1]", "a"),
            Say.Bash("git -C /work/shop commit -am x", "b"), Say.Result("[main 2]", "b"),
            Say.Bash("git commit -m x", "c"), Say.Fails("Exit code 1\nnothing to commit", "c"),
            Say.Bash("gh pr create --fill", "d"), Say.Result("https://github.com/a/b/pull/7\n", "d"),
            Say.Bash("gh pr create --fill", "e"), Say.Result("no link", "e"),
            Say.Flat("pr-link", ("prUrl", "https://github.com/a/b/pull/7")), Say.Flat("pr-link", ("prUrl", "https://github.com/a/b/pull/8")));

        Assert.Equal((2, 1), (facts.Commits, facts.Pushes));
        Assert.Equal(["https://github.com/a/b/pull/7", "https://github.com/a/b/pull/8"], facts.PullRequests);
    }

    [Fact]
    public void Skills_are_counted_by_name() =>
        Assert.Equal(2, Reading.Facts(Say.Calls("Skill", new() { ["skill"] = "review", ["args"] = "x" }, "a"), Say.Calls("Skill", new() { ["skill"] = "review" }, "b"), Say.Calls("Bash", new() { ["skill"] = "no" }, "c")).Skills.Single().Value);
}
