namespace Debrief.Transcripts;

/// <summary>Why a tool call failed.</summary>
enum FailureClass
{
    CommandFailed,
    UserRejected,
    UserInterrupted,
    PermissionDenied,
    EditMismatch,
    StaleFile,
    NotFound,
    TooLarge,
    InvalidInput,
    UnknownTool,
    Network,
    Other,

    /// <summary>A call that fell with another one, or an artefact of a warm-up: not a failure of its own.</summary>
    Cascade,
}
