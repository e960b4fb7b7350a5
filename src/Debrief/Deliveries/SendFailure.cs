namespace Debrief.Deliveries;

/// <summary>Why a message wasn't sent, and what that means for the next attempt.</summary>
sealed class SendFailure(FailedSend kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public FailedSend Kind { get; } = kind;

    /// <summary>As the receiver asked for; null: it didn't.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

enum FailedSend
{
    /// <summary>It hasn't arrived, and may the next time.</summary>
    Later,

    /// <summary>It hasn't arrived, and won't.</summary>
    Never,

    /// <summary>Nobody knows whether it has arrived.</summary>
    InDoubt,
}
