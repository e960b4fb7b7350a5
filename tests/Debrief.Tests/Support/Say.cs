using System.Text.Json.Nodes;

namespace Debrief.Tests.Support;

/// <summary>The lines of a transcript, in one word each.</summary>
static class Say
{
    public const string Model = "claude-sonnet-4-5-20250929";

    public static Line Human(string text) => User(JsonValue.Create(text));

    public static Line User(JsonNode? content) => new(new()
    {
        ["type"] = "user",
        ["message"] = new JsonObject { ["role"] = "user", ["content"] = content },
    });

    /// <summary>A human's message in blocks, as editors write it.</summary>
    public static Line Blocks(params string[] texts) => User(new JsonArray([.. texts.Select(Text)]));

    public static Line Assistant(string text, string id = "", long input = 10, long output = 20, long creation = 0, long read = 0, string? stop = "end_turn", string model = Model) =>
        Answer(Text(text), id, input, output, creation, read, stop, model);

    public static Line Calls(string tool, JsonObject? input = null, string id = "toolu_1", string message = "") =>
        Answer(new JsonObject { ["type"] = "tool_use", ["id"] = id, ["name"] = tool, ["input"] = input ?? [] }, message, 10, 20, 0, 0, "tool_use", Model);

    public static Line Bash(string command, string id = "toolu_1") => Calls("Bash", new() { ["command"] = command }, id);

    public static Line Result(string text = "ok", string id = "toolu_1", JsonNode? outcome = null)
    {
        var line = User(new JsonArray(new JsonObject { ["tool_use_id"] = id, ["type"] = "tool_result", ["content"] = text }));
        return outcome is null ? line : line.With("toolUseResult", outcome);
    }

    public static Line Fails(string text, string id = "toolu_1") => User(new JsonArray(new JsonObject
    {
        ["type"] = "tool_result",
        ["content"] = text,
        ["is_error"] = true,
        ["tool_use_id"] = id,
    })).With("toolUseResult", "Error: " + text);

    public static Line System(string subtype, string? content = null) => new(new() { ["type"] = "system", ["subtype"] = subtype, ["content"] = content, ["level"] = "info" });

    public static Line Flat(string type, params (string Name, JsonNode? Value)[] properties)
    {
        var json = new JsonObject { ["type"] = type };
        foreach (var (name, value) in properties)
            json[name] = value;
        return new(json);
    }

    public static Line Queue(string operation, string? content = null) => content is null
        ? Flat("queue-operation", ("operation", operation)).At("10:00")
        : Flat("queue-operation", ("operation", operation), ("content", content)).At("10:00");

    public static Line Queued(string prompt, string? mode = "prompt", string? origin = null) => Flat("attachment", ("attachment", new JsonObject
    {
        ["type"] = "queued_command",
        ["prompt"] = prompt,
        ["commandMode"] = mode,
        ["origin"] = origin is null ? null : new JsonObject { ["kind"] = origin },
    }));

    public static Line Interrupts(bool tool = false) => Blocks(tool ? "[Request interrupted by user for tool use]" : "[Request interrupted by user]");

    static Line Answer(JsonNode block, string id, long input, long output, long creation, long read, string? stop, string model) => new(new()
    {
        ["type"] = "assistant",
        ["message"] = new JsonObject
        {
            ["id"] = id.Length == 0 ? null : id,
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = model,
            ["content"] = new JsonArray(block),
            ["stop_reason"] = stop,
            ["usage"] = new JsonObject
            {
                ["input_tokens"] = input,
                ["cache_creation_input_tokens"] = creation,
                ["cache_read_input_tokens"] = read,
                ["output_tokens"] = output,
            },
        },
    });

    public static JsonNode Text(string text) => new JsonObject { ["type"] = "text", ["text"] = text };
}
