using System.Text.Json.Nodes;

namespace Debrief.Sample;

/// <summary>Short names for what happens, so that a story reads as one.</summary>
static class Beats
{
    public static Beat Ask(params string[] oneOf) => new Prompt(oneOf);

    public static Beat Thanks => Ask("perfect, thanks", "great, that works. thank you!", "thanks, exactly what I needed", "love it, thanks Andy");

    public static Beat Works => Ask("yes, that works", "works now, thanks", "looks good, works for me");

    /// <summary>The last words that judge nothing.</summary>
    public static Beat Later => Ask("ok, I'll look at it later", "let me sleep on it", "ok, leave it there for today");

    public static Beat AskWhileWorking(string text) => new QueuedPrompt(text, MidTurn: true);

    public static Beat AskNext(string text) => new QueuedPrompt(text, MidTurn: false);

    public static Beat Slash(string name, string arguments, string body) => new SlashCommand(name, arguments, body);

    public static Beat BuiltIn(string name, string output) => new BuiltInCommand(name, output);

    public static Beat Shell(string command, string output) => new ShellInput(command, output);

    public static Beat Mention(string path, string content) => new MentionedFile(path, content);

    public static Beat Think(string text) => new Thought(text);

    public static Beat Say(string text) => new Said(text);

    public static Beat Use(params ToolCall[] calls) => new ToolCalls(calls);

    public static Beat Refuse(ToolCall call, string? reason = null) => new RefusedCall(call, reason);

    public static Beat Agent(string kind, string description, string prompt, params Beat[] work) => new Delegated(kind, description, prompt, work);

    public static Beat Stop => new Interrupted();

    public static Beat Break(int minutes) => new Away(minutes);

    public static Beat Compact(string summary) => new Compacted(summary);

    public static Beat ApiError(string text, string kind, int status) => new ApiFailure(text, kind, status);

    public static Beat PullRequest(int number, string repository) => new PullRequestLink(number, repository);

    /// <summary>Makes a to-do list of its own.</summary>
    public static Beat Plan(params string[] tasks) => Use([.. tasks.Select((task, i) => new ToolCall(
        "TaskCreate",
        new JsonObject { ["subject"] = task, ["description"] = task, ["activeForm"] = task },
        $"Task #{i + 1} created successfully: {task}",
        new JsonObject { ["task"] = new JsonObject { ["id"] = $"{i + 1}", ["subject"] = task } }))]);

    public static Beat Done(int task) => Use(new ToolCall(
        "TaskUpdate",
        new JsonObject { ["taskId"] = $"{task}", ["status"] = "completed" },
        $"Updated task #{task} status",
        new JsonObject { ["success"] = true, ["taskId"] = $"{task}", ["updatedFields"] = new JsonArray("status") }));
}
