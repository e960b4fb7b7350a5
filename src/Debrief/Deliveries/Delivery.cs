namespace Debrief.Deliveries;

/// <summary>A message on its way over one channel.</summary>
sealed record Delivery
{
    public required long Id { get; init; }
    public required string Subject { get; init; }
    public required string Channel { get; init; }

    /// <summary>pending, sending, sent, failed (tried again), given_up, unknown (it may have arrived).</summary>
    public required string State { get; init; }

    /// <summary>What a receiver can know a message by, the same at each attempt.</summary>
    public required string IdempotencyKey { get; init; }
    public int Attempts { get; init; }

    /// <summary>Attempts of which nobody knows whether they arrived.</summary>
    public int Doubts { get; init; }
    public DateTimeOffset QueuedAt { get; init; }
    public DateTimeOffset? NextAttemptAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why it wasn't sent; of one that was, who of several didn't get it.</summary>
    public string? Error { get; init; }

    /// <summary>What the channel answered: an object's name, a message's id.</summary>
    public string? Receipt { get; init; }

    /// <summary>Nothing more happens by itself, and it didn't arrive, or nobody knows.</summary>
    public bool IsLost => State is "given_up" or "unknown";
}
