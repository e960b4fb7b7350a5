namespace Debrief.Configuration;

/// <summary>How `debrief serve` is reached.</summary>
sealed record ServerSettings
{
    public const string UsualUrl = "http://127.0.0.1:2640";

    /// <summary>By which it is told from the other servers on its database.</summary>
    public string Name { get; init; } = Environment.MachineName;

    public string Url { get; init; } = UsualUrl;

    /// <summary>From other machines; null: only from this one.</summary>
    public string? Origin { get; init; }
}
