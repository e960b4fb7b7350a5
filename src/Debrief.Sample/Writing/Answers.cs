using System.Text.Json;
using System.Text.Json.Nodes;

namespace Debrief.Sample.Writing;

/// <summary>The assistant's side: gathers the blocks of one answer, then writes a line for each, all with the whole answer's usage.</summary>
sealed class Answers(TranscriptWriter writer, Dice dice, Clock clock, ContextWindow context, string model, string? agent)
{
    readonly List<JsonObject> blocks = [];

    /// <summary>The skill whose body the assistant follows.</summary>
    public string? Skill { get; set; }

    public string MessageId { get; private set; } = "";

    public Usage LastUsage { get; private set; }

    public void Think(string text) =>
        blocks.Add(new() { ["type"] = "thinking", ["thinking"] = text, ["signature"] = $"Eq{dice.Hex(62)}" });

    public void Say(string text) => blocks.Add(new() { ["type"] = "text", ["text"] = text });

    /// <summary>Gives the id of the call.</summary>
    public string Call(ToolCall call)
    {
        var id = dice.Id("toolu");
        blocks.Add(new()
        {
            ["type"] = "tool_use", ["id"] = id, ["name"] = call.Tool, ["input"] = call.Input.DeepClone(), ["caller"] = new JsonObject { ["type"] = "direct" },
        });
        return id;
    }

    /// <summary>Gives the id of the last line; null where nothing was said.</summary>
    /// <param name="stopReason">Null where the answer was broken off.</param>
    public string? Write(string? stopReason)
    {
        if (blocks.Count is 0)
            return null;

        MessageId = dice.Id("msg");
        LastUsage = context.Answer(clock.Pass(9), blocks.Sum(block => ContextWindow.Count(block.ToJsonString())));
        var requestId = dice.Id("req");
        string? line = null;
        foreach (var block in blocks)
            line = WriteLine(block, stopReason, requestId);

        blocks.Clear();
        return line;
    }

    /// <summary>An error that Claude Code tells in the assistant's place.</summary>
    public void WriteFailure(ApiFailure failure) => writer.Tree("assistant", clock.Pass(2), json =>
    {
        json.WriteStartObject("message");
        json.WriteString("id", dice.Uuid());
        json.WriteString("model", "<synthetic>");
        json.WriteString("role", "assistant");
        json.WriteString("stop_reason", "stop_sequence");
        json.WriteString("stop_sequence", "");
        json.WriteString("type", "message");
        default(Usage).Write(json);
        json.WriteStartArray("content");
        new JsonObject { ["type"] = "text", ["text"] = failure.Text }.WriteTo(json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("requestId", dice.Id("req"));
        json.WriteString("error", failure.Kind);
        json.WriteBoolean("isApiErrorMessage", true);
        json.WriteNumber("apiErrorStatus", failure.Status);
    });

    string WriteLine(JsonObject block, string? stopReason, string requestId) => writer.Tree(
        "assistant",
        clock.Pass(1 + (block.ToJsonString().Length / 250.0)),
        json =>
        {
            json.WriteStartObject("message");
            json.WriteString("id", MessageId);
            json.WriteString("type", "message");
            json.WriteString("role", "assistant");
            json.WriteString("model", model);
            json.WriteStartArray("content");
            block.WriteTo(json);
            json.WriteEndArray();
            json.WriteString("stop_reason", stopReason);
            json.WriteNull("stop_sequence");
            LastUsage.Write(json);
            json.WriteEndObject();
            json.WriteString("requestId", requestId);
            if (agent is not null)
                json.WriteString("attributionAgent", agent);
            if (Skill is not null)
                json.WriteString("attributionSkill", Skill);
        });
}
