using System.Text.Json;
using System.Text.Json.Nodes;

namespace Debrief.Sample.Writing;

/// <summary>The entries of type user: a person's words, and all that Claude Code says in their name.</summary>
sealed class UserEntries(TranscriptWriter writer, Clock clock, ContextWindow context)
{
    /// <summary>Joins everything that one prompt caused.</summary>
    public string? PromptId { get; set; }

    /// <param name="source">typed, queued or sdk; null for words that aren't the prompt's.</param>
    public void Text(string text, string? source = null, string? uuid = null) => Write(
        text,
        json =>
        {
            if (source is null)
                return;

            json.WriteString("permissionMode", source is "sdk" ? "acceptEdits" : "default");
            if (source is not "sdk")
                Origin(json, "human");
            json.WriteString("promptSource", source);
        },
        uuid);

    public void Channel(ChannelMessage message, string ids)
    {
        var text = $"<channel source=\"plugin:discord:discord\" chat_id=\"{ids[..9]}\" message_id=\"{ids[9..]}\" user=\"{message.User}\" ts=\"{TranscriptWriter.Stamp(clock.Now)}\">\n{message.Text}\n</channel>";
        Write(text, json =>
        {
            json.WriteBoolean("isMeta", true);
            Origin(json, "channel");
        });
    }

    /// <summary>Injected: the body of a skill, a caveat.</summary>
    public void Meta(string text, string? toolUseId = null) => Write(
        new JsonArray(Block(text)),
        json =>
        {
            json.WriteBoolean("isMeta", true);
            if (toolUseId is not null)
                json.WriteString("sourceToolUseID", toolUseId);
        });

    public void Interruption(string text, string messageId) =>
        Write(new JsonArray(Block(text)), json => json.WriteString("interruptedMessageId", messageId));

    public void CompactSummary(string summary) => Write(
        $"This session is being continued from a previous conversation that ran out of context. The summary below covers the earlier portion of the conversation.\n\nSummary:\n{summary}",
        json =>
        {
            json.WriteBoolean("isVisibleInTranscriptOnly", true);
            json.WriteBoolean("isCompactSummary", true);
        });

    /// <param name="content">Text, or blocks.</param>
    /// <param name="structured">What stands beside the message; null for nothing.</param>
    public void Result(string toolUseId, JsonNode content, JsonNode? structured, bool failed, string assistantLine)
    {
        var block = new JsonObject { ["tool_use_id"] = toolUseId, ["type"] = "tool_result", ["content"] = content };
        if (failed)
            block["is_error"] = true;
        Write(new JsonArray(block), json =>
        {
            if (structured is not null)
            {
                json.WritePropertyName("toolUseResult");
                structured.WriteTo(json);
            }

            json.WriteString("sourceToolAssistantUUID", assistantLine);
        });
    }

    public static JsonObject Block(string text) => new() { ["type"] = "text", ["text"] = text };

    static void Origin(Utf8JsonWriter json, string kind)
    {
        json.WriteStartObject("origin");
        json.WriteString("kind", kind);
        json.WriteEndObject();
    }

    void Write(JsonNode content, Action<Utf8JsonWriter> rest, string? uuid = null)
    {
        context.Add(content.ToJsonString());
        writer.Tree(
            "user",
            clock.Now,
            json =>
            {
                if (PromptId is not null)
                    json.WriteString("promptId", PromptId);
                json.WriteStartObject("message");
                json.WriteString("role", "user");
                json.WritePropertyName("content");
                content.WriteTo(json);
                json.WriteEndObject();
                rest(json);
            },
            uuid: uuid);
    }
}
