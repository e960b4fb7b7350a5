using System.Text.Json;
using System.Text.Json.Nodes;

namespace Debrief.Sample.Writing;

/// <summary>What Claude Code notes beside the talk: modes, titles, queues, snapshots, attachments, durations.</summary>
sealed class Bookkeeping(TranscriptWriter writer, Clock clock)
{
    public void Opening()
    {
        writer.Flat("mode", json => json.WriteString("mode", "normal"));
        writer.Flat("permission-mode", json => json.WriteString("permissionMode", "default"));
    }

    /// <summary>Comes before the prompt that it belongs to.</summary>
    public void Snapshot(string messageId) => writer.Flat("file-history-snapshot", json =>
    {
        json.WriteString("messageId", messageId);
        json.WriteStartObject("snapshot");
        json.WriteString("messageId", messageId);
        json.WriteStartObject("trackedFileBackups");
        json.WriteEndObject();
        json.WriteString("timestamp", TranscriptWriter.Stamp(clock.Now));
        json.WriteEndObject();
        json.WriteBoolean("isSnapshotUpdate", false);
    });

    public void Listings()
    {
        Attach(new()
        {
            ["type"] = "agent_listing_delta", ["addedTypes"] = new JsonArray("Explore", "general-purpose", "Plan"),
            ["addedLines"] = new JsonArray("- Explore: searches files, read-only", "- general-purpose: works on its own for longer", "- Plan: designs before building"),
            ["removedTypes"] = new JsonArray(), ["isInitial"] = true,
        });
        Attach(new()
        {
            ["type"] = "skill_listing",
            ["content"] = "- compose: drafts an e-mail in Alex's voice\n- file-this: files a link where it can be found\n- prep: gets ready for a meeting\n- agenda: makes an agenda from open points",
            ["skillCount"] = 4, ["isInitial"] = true, ["names"] = new JsonArray("compose", "file-this", "prep", "agenda"),
        });
    }

    public void Mention(MentionedFile file) => Attach(new()
    {
        ["type"] = "file", ["filename"] = file.Path, ["displayPath"] = Path.GetFileName(file.Path),
        ["content"] = new JsonObject
        {
            ["type"] = "text",
            ["file"] = new JsonObject { ["filePath"] = file.Path, ["content"] = file.Content, ["numLines"] = file.Content.Split('\n').Length, ["startLine"] = 1 },
        },
    });

    public void QueuedCommand(string text) => Attach(new()
    {
        ["type"] = "queued_command", ["prompt"] = text, ["commandMode"] = "prompt", ["origin"] = new JsonObject { ["kind"] = "human" },
    });

    public void Queue(string operation, string? content = null) => writer.Flat(
        "queue-operation",
        json =>
        {
            json.WriteString("operation", operation);
            if (content is not null)
                json.WriteString("content", content);
        },
        clock.Now);

    public void Title(string title) => writer.Flat("ai-title", json => json.WriteString("aiTitle", title));

    public void LastPrompt(string prompt, string leaf) => writer.Flat("last-prompt", json =>
    {
        json.WriteString("lastPrompt", prompt);
        json.WriteString("leafUuid", leaf);
    });

    public void PullRequest(PullRequestLink link) => writer.Flat(
        "pr-link",
        json =>
        {
            json.WriteNumber("prNumber", link.Number);
            json.WriteString("prUrl", $"https://github.com/{link.Repository}/pull/{link.Number}");
            json.WriteString("prRepository", link.Repository);
        },
        clock.Now);

    public void TurnDuration(TimeSpan length) => System("turn_duration", json => json.WriteNumber("durationMs", (long)length.TotalMilliseconds));

    public void LocalOutput(string output) => System("local_command", json =>
    {
        json.WriteString("content", $"<local-command-stdout>{output}</local-command-stdout>");
        json.WriteString("level", "info");
    });

    public void CompactBoundary(string lastEntry, int tokensBefore) => System(
        "compact_boundary",
        json =>
        {
            json.WriteString("logicalParentUuid", lastEntry);
            json.WriteString("content", "Conversation compacted");
            json.WriteString("level", "info");
            json.WriteStartObject("compactMetadata");
            json.WriteString("trigger", "auto");
            json.WriteNumber("preTokens", tokensBefore);
            json.WriteNumber("postTokens", 6_200);
            json.WriteEndObject();
        },
        isRoot: true);

    void System(string subtype, Action<Utf8JsonWriter> body, bool isRoot = false) => writer.Tree(
        "system",
        clock.Pass(0.01),
        json =>
        {
            json.WriteString("subtype", subtype);
            body(json);
            json.WriteBoolean("isMeta", false);
        },
        isRoot);

    void Attach(JsonObject attachment) => writer.Tree("attachment", clock.Now, json =>
    {
        json.WritePropertyName("attachment");
        attachment.WriteTo(json);
    });
}
