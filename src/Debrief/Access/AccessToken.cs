namespace Debrief.Access;

/// <summary>What is kept of a token.</summary>
record AccessToken
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>One of <see cref="Scopes"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>Whose transcripts it hands in; null: the server's own owner.</summary>
    public string? Owner { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the hour; null: never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
