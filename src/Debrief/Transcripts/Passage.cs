namespace Debrief.Transcripts;

/// <summary>One thing said or done in a session, whole and readable: what an extractor reads and evidence points at.</summary>
sealed record Passage
{
    /// <summary>The line of the transcript file, counted from 1.</summary>
    public required int Line { get; init; }

    public required Speaker Speaker { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>What was said; for a tool call its input as JSON, for a tool result the result's text. Never null, may be cut at 100,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>The tool, for calls and results.</summary>
    public string? Tool { get; init; }

    /// <summary>Joins a call to its result.</summary>
    public string? ToolUseId { get; init; }

    /// <summary>Why a failed result failed; null when it didn't.</summary>
    public FailureClass? Failure { get; init; }

    /// <summary>Why a user entry counts as human, or doesn't; null for the assistant's.</summary>
    public PromptReason? Reason { get; init; }

    /// <summary>What a sub-agent was told to do, by the session that it works for.</summary>
    public bool IsTask => Reason == PromptReason.SubAgent;
}

enum Speaker
{
    /// <summary>A person typed it.</summary>
    Human,

    /// <summary>The assistant's text.</summary>
    Assistant,

    /// <summary>The assistant called a tool.</summary>
    ToolCall,

    /// <summary>What the tool gave back.</summary>
    ToolResult,

    /// <summary>All else: reminders, hooks, notices, interruptions, compaction summaries.</summary>
    System,
}
