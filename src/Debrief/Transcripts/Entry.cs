using System.Text.Json;

namespace Debrief.Transcripts;

/// <summary>
/// One line of a transcript. Lines have many shapes; what a shape lacks is null or empty. Texts are slices of the line, turned into
/// strings only when asked for. One instance is filled again for every line, so nothing of it may be kept.
/// </summary>
sealed class Entry
{
    /// <summary>The line the slices point into.</summary>
    public ArraySegment<byte> Line { get; set; }

    public string? Type { get; set; }
    public string? Subtype { get; set; }
    public Slice Uuid { get; set; }
    public bool HasParent { get; set; }
    public string? SessionId { get; set; }
    public string? ForkedFrom { get; set; }
    public DateTimeOffset? At { get; set; }
    public string? WorkingDirectory { get; set; }
    public string? GitBranch { get; set; }
    public string? Version { get; set; }
    public string? Client { get; set; }
    public string? PromptSource { get; set; }
    public string? OriginKind { get; set; }
    public bool IsSidechain { get; set; }
    public bool IsMeta { get; set; }
    public bool IsCompactSummary { get; set; }
    public bool IsApiError { get; set; }
    public bool HasPlan { get; set; }

    /// <summary>A part of the line isn't JSON; the rest could be read.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>The words with which a person rejected a tool call (2.1.220 and later).</summary>
    public Slice UserFeedback { get; set; }

    /// <summary>What flat entries say: a title, a summary, a queued text, a pull request's address, a system notice.</summary>
    public Slice Content { get; set; }

    /// <summary>The entry that a summary is about.</summary>
    public Slice LeafUuid { get; set; }

    /// <summary>queue-operation: enqueue, dequeue, remove, popAll. attachment: its type.</summary>
    public string? Operation { get; set; }

    /// <summary>attachment queued_command: prompt, task-notification, …</summary>
    public string? CommandMode { get; set; }

    public MessageHead Message { get; } = new();
    public List<Block> Blocks { get; } = [];

    /// <summary>The value of toolUseResult; <see cref="Outcome"/> is read from it.</summary>
    public Slice ToolResult { get; set; }
    public ToolOutcome Outcome { get; } = new();

    /// <summary>Of a type that says nothing of the work and may be hundreds of megabytes, on a line that is whole.</summary>
    public bool IsNoise => Type == "file-history-snapshot" && Line[^1] == '}';

    public ReadOnlySpan<byte> Bytes(Slice slice) => Line.AsSpan(slice.Start, slice.Length);

    public string Text(Slice slice) => LenientText.Read(Bytes(slice), slice.Escaped);

    /// <summary>No more than the first bytes of it, for a look at how it begins.</summary>
    public string Beginning(Slice slice, int bytes) => Text(slice.Length <= bytes ? slice : slice with { Length = bytes });

    /// <summary>What a tool gave back: a text, or the first of several.</summary>
    public Slice ResultText(Slice content)
    {
        if (content.Length < 2)
            return default;
        if (Line[content.Start] == '"')
            return content.Inside();

        try
        {
            var blocks = new JsonCursor(Bytes(content));
            blocks.Read();
            var first = blocks.FirstText();
            return first with { Start = content.Start + first.Start };
        }
        catch (JsonException)
        {
            return default; // It was jumped over when the line was read, and isn't JSON: there is no text to be had.
        }
    }

    public void Clear()
    {
        Line = default;
        Type = Subtype = SessionId = ForkedFrom = WorkingDirectory = GitBranch = Version = Client = PromptSource = OriginKind = Operation = CommandMode = null;
        Uuid = UserFeedback = Content = LeafUuid = ToolResult = default;
        At = null;
        HasParent = IsSidechain = IsMeta = IsCompactSummary = IsApiError = HasPlan = IsDamaged = false;
        Message.Clear();
        Blocks.Clear();
        Outcome.Clear();
    }
}

/// <summary>What an API message says of itself on every one of its lines.</summary>
sealed class MessageHead
{
    public Slice Id { get; set; }
    public string? Model { get; set; }
    public string? StopReason { get; set; }
    public bool HasUsage { get; set; }
    public long Input { get; set; }
    public long Output { get; set; }
    public long CacheCreation { get; set; }
    public long CacheCreation1h { get; set; }
    public long CacheRead { get; set; }
    public int WebSearches { get; set; }

    public void Clear()
    {
        Id = default;
        Model = StopReason = null;
        HasUsage = false;
        Input = Output = CacheCreation = CacheCreation1h = CacheRead = 0;
        WebSearches = 0;
    }
}

enum BlockKind
{
    Text,
    Thinking,
    ToolUse,
    ToolResult,
    Other,
}

/// <summary>One content block.</summary>
struct Block
{
    public BlockKind Kind;

    /// <summary>text, thinking.</summary>
    public Slice Text;

    /// <summary>tool_use: its id; tool_result: the id of the call.</summary>
    public Slice ToolUseId;
    public string? Tool;

    /// <summary>tool_use: the input; tool_result: the content; as JSON.</summary>
    public Slice Raw;
    public bool IsError;
}

/// <summary>What toolUseResult adds to a tool's result.</summary>
sealed class ToolOutcome
{
    public bool IsPresent { get; set; }

    /// <summary>Lines of structuredPatch that begin with + and -.</summary>
    public int LinesAdded { get; set; }
    public int LinesRemoved { get; set; }

    /// <summary>Write: the file is new.</summary>
    public bool Created { get; set; }
    public Slice Content { get; set; }
    public bool HasAnswers { get; set; }

    public void Clear()
    {
        IsPresent = Created = HasAnswers = false;
        LinesAdded = LinesRemoved = 0;
        Content = default;
    }
}
