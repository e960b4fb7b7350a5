namespace Debrief.Transcripts;

/// <summary>What a user entry is, and so whether a person typed it.</summary>
enum PromptReason
{
    // A person's words.
    Prompt,
    SlashCommand,
    QueuedPrompt,
    ChannelMessage,
    Answer,
    RejectionReason,

    // A person's act without words for the model.
    BuiltInCommand,
    ShellInput,
    MemoryNote,

    // Not a person.
    ToolResult,
    Interruption,
    SubAgent,
    Meta,
    CompactSummary,
    SystemOrigin,
    LocalOutput,
    TaskNotification,
    TeammateMessage,
    Reminder,
    HookFeedback,
    SkillBody,
    ImageNote,
    AcceptedPlan,
    ScheduledWakeUp,
    WarmUp,
    OwnTask,
    Empty,
}

static class PromptReasons
{
    /// <summary>Words that a person typed, to be counted as a human message.</summary>
    public static bool IsHuman(this PromptReason reason) => reason <= PromptReason.RejectionReason;
}
