namespace Debrief.Deliveries;

/// <summary>What is to be told.</summary>
sealed record Message
{
    /// <summary>What it is about. A message about the same is told once.</summary>
    public required string Subject { get; init; }

    /// <summary>report, alert, over, notice.</summary>
    public required string Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>For a chat.</summary>
    public required string Chat { get; init; }

    /// <summary>Markdown, which reads as plain text.</summary>
    public required string Plain { get; init; }

    /// <summary>A page of its own; null: it has none.</summary>
    public string? Html { get; init; }

    /// <summary>JSON for programs; null: nothing but the texts.</summary>
    public string? Data { get; init; }

    /// <summary>Is the person of the configuration to be called?</summary>
    public bool Mentions { get; init; }
}
