using System.Runtime.InteropServices;
using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>A transcript as passages: what was said and done, in the order of the file.</summary>
static class Conversation
{
    const int LongestText = 100_000;

    /// <param name="path">A transcript, compressed or not.</param>
    /// <param name="from">The offset at which its own part begins: what a resumed session copied from another is left out.</param>
    /// <param name="isAgent">It is a sub-agent's; else what sub-agents say in it is left out.</param>
    public static IReadOnlyList<Passage> Read(string path, long from = 0, bool isAgent = false)
    {
        var passages = new List<Passage>();
        var tools = new Dictionary<string, string>(StringComparer.Ordinal);
        using var entries = new EntryReader(path);
        var entry = new Entry();
        while (entries.Read(entry))
        {
            if (entries.Offset < from || (entry.IsSidechain && !isAgent))
                continue;
            entry.IsSidechain = isAgent; // Whoever wrote it, nobody speaks to a sub-agent but its session.
            Add(entry, entries.LineNumber, tools, passages);
        }

        return passages;
    }

    static void Add(Entry entry, int line, Dictionary<string, string> tools, List<Passage> passages)
    {
        switch (entry.Type)
        {
            case "assistant":
                Assistant(entry, line, tools, passages);
                break;
            case "user":
                User(entry, line, tools, passages);
                break;
            case "attachment" when entry.Operation == "queued_command" && !entry.Content.IsEmpty:
                Typed(entry, line, UserEntry.OfText(entry.Text(entry.Content)), PromptReason.QueuedPrompt, passages);
                break;
            case "system" when !entry.Content.IsEmpty:
                passages.Add(Passage(entry, line, Speaker.System, entry.Text(entry.Content)));
                break;
        }
    }

    static void Assistant(Entry entry, int line, Dictionary<string, string> tools, List<Passage> passages)
    {
        foreach (ref readonly var block in CollectionsMarshal.AsSpan(entry.Blocks))
        {
            if (block.Kind == BlockKind.Text && !block.Text.IsEmpty)
                passages.Add(Passage(entry, line, entry.IsApiError ? Speaker.System : Speaker.Assistant, entry.Text(block.Text)));
            else if (block is { Kind: BlockKind.ToolUse, Tool: { } tool })
            {
                var id = entry.Text(block.ToolUseId);
                tools[id] = tool;
                passages.Add(Passage(entry, line, Speaker.ToolCall, entry.Text(block.Raw)) with { Tool = tool, ToolUseId = id });
            }
        }
    }

    static void User(Entry entry, int line, Dictionary<string, string> tools, List<Passage> passages)
    {
        foreach (ref readonly var block in CollectionsMarshal.AsSpan(entry.Blocks))
        {
            if (block.Kind != BlockKind.ToolResult)
                continue;

            var id = entry.Text(block.ToolUseId);
            var text = ResultText(entry, block.Raw);
            passages.Add(Passage(entry, line, Speaker.ToolResult, text) with
            {
                Tool = tools.GetValueOrDefault(id),
                ToolUseId = id,
                Failure = block.IsError ? ToolFailure.Classify(text.Length <= 400 ? text : text[..400]) : null,
                Reason = PromptReason.ToolResult,
            });
        }

        var user = UserEntry.Of(entry);
        if (user.Reason != PromptReason.ToolResult)
            Typed(entry, line, user, user.Reason, passages);
    }

    static void Typed(Entry entry, int line, UserEntry user, PromptReason reason, List<Passage> passages)
    {
        var isHuman = user.Reason is <= PromptReason.MemoryNote;
        var text = isHuman ? user.Text : string.Join('\n', entry.Blocks.Where(block => block.Kind == BlockKind.Text).Select(block => entry.Text(block.Text)));
        passages.Add(Passage(entry, line, isHuman ? Speaker.Human : Speaker.System, text) with { Reason = isHuman && user.Reason.IsHuman() ? reason : user.Reason });
    }

    /// <summary>The whole text of a result: a string, or the texts of its blocks.</summary>
    static string ResultText(Entry entry, Slice raw)
    {
        if (raw.IsEmpty || entry.Bytes(raw)[0] != '[')
            return entry.Text(entry.ResultText(raw));

        try
        {
            using var blocks = JsonDocument.Parse(entry.Line.AsMemory(raw.Start, raw.Length));
            return string.Join('\n', blocks.RootElement.EnumerateArray().Select(BlockText).Where(text => text.Length > 0));
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair or the like in one of the blocks: the first text was read leniently.
            return entry.Text(entry.ResultText(raw));
        }
    }

    static string BlockText(JsonElement block) =>
        block.ValueKind == JsonValueKind.Object && block.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    static Passage Passage(Entry entry, int line, Speaker speaker, string text) => new()
    {
        Line = line,
        Speaker = speaker,
        At = entry.At,
        Text = Beginning.Of(text, LongestText),
    };
}
