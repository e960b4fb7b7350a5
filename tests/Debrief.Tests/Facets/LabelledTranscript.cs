using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

/// <summary>The passages of a labelled transcript.</summary>
static class LabelledTranscript
{
    public static IReadOnlyList<Passage> Read(string path)
    {
        using var reader = new EntryReader(path);
        var entry = new Entry();
        var passages = new List<Passage>();
        var tools = new Dictionary<string, string?>();
        while (reader.Read(entry))
        {
            if (entry.IsSidechain || entry.Type is not ("user" or "assistant"))
                continue;

            var said = entry.Type == "assistant" ? OfAssistant(entry, tools) : OfUser(entry, tools);
            passages.AddRange(said.Select(passage => passage with { Line = reader.LineNumber, At = entry.At }));
        }

        return passages;
    }

    static List<Passage> OfAssistant(Entry entry, Dictionary<string, string?> tools)
    {
        var said = new List<Passage>();
        foreach (var block in entry.Blocks)
        {
            if (block.Kind == BlockKind.Text)
                said.Add(Say(Speaker.Assistant, entry.Text(block.Text)));
            if (block.Kind != BlockKind.ToolUse)
                continue;

            var id = entry.Text(block.ToolUseId);
            tools[id] = block.Tool;
            said.Add(Say(Speaker.ToolCall, entry.Text(block.Raw)) with { Tool = block.Tool, ToolUseId = id });
        }

        return said;
    }

    static List<Passage> OfUser(Entry entry, Dictionary<string, string?> tools)
    {
        var said = new List<Passage>();
        foreach (var block in entry.Blocks.Where(block => block.Kind == BlockKind.ToolResult))
        {
            var (id, text) = (entry.Text(block.ToolUseId), entry.Text(block.Text));
            said.Add(Say(Speaker.ToolResult, text) with
            {
                Tool = tools.GetValueOrDefault(id), ToolUseId = id, Reason = PromptReason.ToolResult, Failure = block.IsError ? ToolFailure.Classify(text) : null,
            });
        }

        var user = UserEntry.Of(entry);
        if (user.Reason.IsHuman())
            said.Add(Say(Speaker.Human, user.Text) with { Reason = user.Reason });
        else if (user.Reason != PromptReason.ToolResult)
            said.Add(Say(Speaker.System, string.Join('\n', entry.Blocks.Select(block => entry.Text(block.Text)))) with { Reason = user.Reason });
        return said;
    }

    static Passage Say(Speaker speaker, string text) => new() { Line = 0, Speaker = speaker, Text = text };
}
