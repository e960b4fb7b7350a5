namespace Debrief.Facets.Batches;

/// <summary>Questions that were sent together, and whose answers are awaited.</summary>
sealed record OpenBatch
{
    public required long Id { get; init; }

    /// <summary>Begins the ids of its questions.</summary>
    public required string Tag { get; init; }

    /// <summary>Null: whether it arrived isn't known yet.</summary>
    public string? ProviderId { get; init; }
    public required string Model { get; init; }
    public int Questions { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of a question: what the provider gives back with its answer.</summary>
    public string IdOf(long attempt) => $"{Tag}-{attempt}";

    /// <returns>Null: it isn't a question of this batch.</returns>
    public long? AttemptOf(string question) =>
        question.StartsWith($"{Tag}-", StringComparison.Ordinal) && long.TryParse(question.AsSpan(Tag.Length + 1), out var attempt) ? attempt : null;
}

/// <summary>An attempt that waits for its answer.</summary>
sealed record AwaitedAttempt
{
    public required long Id { get; init; }

    /// <summary>Null: the session was forgotten.</summary>
    public string? SessionId { get; init; }

    /// <summary>The session's message count when it was sent.</summary>
    public int Messages { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public required string PromptVersion { get; init; }
}
