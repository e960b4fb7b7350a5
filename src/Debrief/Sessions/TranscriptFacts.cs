using System.Text.Json.Serialization;

namespace Debrief.Sessions;

/// <summary>
/// What was observed in one transcript up to a point, and all that is needed to go on from there: it is kept with the transcript,
/// so that a file that grew is read from where it was left, and gives what reading it whole would have given.
/// </summary>
sealed partial class TranscriptFacts
{
    public string? SessionId { get; set; }
    public string? Project { get; set; }
    public string? GitBranch { get; set; }
    public string? Client { get; set; }
    public string? Version { get; set; }
    public string? ForkedFrom { get; set; }

    public string? CustomTitle { get; set; }
    public string? AiTitle { get; set; }
    public string? Summary { get; set; }
    public string? FirstPrompt { get; set; }

    /// <summary>When the file began to be written, as far as its entries tell: Unix milliseconds, with those copied from older files left behind.</summary>
    public long? BegunAt { get; set; }
    public bool HasBegun { get; set; }
    public long? FirstAt { get; set; }
    public long? LastAt { get; set; }

    /// <summary>From, to, from, to, …: Unix milliseconds, disjoint, ascending.</summary>
    public List<long> Active { get; set; } = [];

    public int Messages { get; set; }
    public int HumanMessages { get; set; }
    public Dictionary<string, int> PromptReasons { get; set; } = [];
    public Dictionary<string, int> Tools { get; set; } = [];
    public Dictionary<string, int> ToolFailures { get; set; } = [];
    public int McpFailures { get; set; }
    public Dictionary<string, int> Skills { get; set; } = [];
    public Dictionary<string, int> Commands { get; set; } = [];
    public SortedSet<string> Files { get; set; } = new(StringComparer.Ordinal);
    public int LinesAdded { get; set; }
    public int LinesRemoved { get; set; }
    public int Commits { get; set; }
    public int Pushes { get; set; }
    public SortedSet<string> PullRequests { get; set; } = new(StringComparer.Ordinal);
    public int Interruptions { get; set; }
    public int Rejections { get; set; }
    public int RetryLoops { get; set; }
    public int Compactions { get; set; }
    public int ApiErrors { get; set; }

    /// <summary>Chains of sub-agents inside this file, as up to 1.0.x.</summary>
    public int Sidechains { get; set; }
    public bool Scheduled { get; set; }
    public string? Channel { get; set; }
    public bool IsWarmUp { get; set; }

    /// <summary>A program's internal call of a model, by the mark of its prompt or, where it is Debrief's, by where it ran.</summary>
    public bool IsOwnTask { get; set; }
    public int BadLines { get; set; }
    public Dictionary<string, int> UnknownEntries { get; set; } = [];

    /// <summary>What the transcript ends with, so far.</summary>
    public Ending Ending { get; set; }

    /// <summary>Tool calls without a result yet, by id.</summary>
    public Dictionary<string, PendingCall> Pending { get; set; } = [];

    /// <summary>By tool, the call that failed last and how often in a row.</summary>
    public Dictionary<string, FailingCall> Failing { get; set; } = [];

    /// <summary>Prompts typed while the assistant worked and not yet taken up.</summary>
    public List<QueuedPrompt> Queue { get; set; } = [];

    /// <summary>Taken from the queue into the turn; each counts as a human message unless the same text comes as an entry of its own.</summary>
    public List<QueuedPrompt> TakenUp { get; set; } = [];

    /// <summary>Titles for conversations whose last entry may still come: by that entry's uuid.</summary>
    public Dictionary<string, string> Summaries { get; set; } = [];

    public string? LastUuid { get; set; }

    /// <summary>When the last compaction was: entries that come later and are older are kept ones, written again.</summary>
    public long? CompactedAt { get; set; }

    /// <summary>The summary that comes next belongs to the compaction counted last.</summary>
    public bool ExpectsSummary { get; set; }

    [JsonIgnore]
    public bool HasMessages => Messages > 0 || Sidechains > 0;
}

enum Ending
{
    Nothing,
    Prompt,
    ToolCall,
    ToolResult,
    Answer,
    Interruption,
    ApiError,
}

/// <param name="Retry">Hash of what is tried: equal for calls that are the same but for trifles.</param>
/// <param name="Path">The file it edits or writes.</param>
sealed record PendingCall(string Tool, ulong Retry, string? Path, GitAct Git, int Added, int Removed);

sealed record FailingCall(ulong Retry, int Times);

/// <param name="Hash">Of its text.</param>
/// <param name="Human">False for notices that machinery put into the queue.</param>
sealed record QueuedPrompt(ulong Hash, bool Human);

[Flags]
enum GitAct
{
    None = 0,
    Commit = 1,
    Push = 2,
    PullRequest = 4,
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TranscriptFacts))]
sealed partial class FactsJson : JsonSerializerContext;
