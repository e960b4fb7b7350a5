using Debrief.Facets;

namespace Debrief.Insights.Stitching;

/// <summary>What of a session tells whether another one goes on with it.</summary>
sealed record Trail(SessionName Name, string? Project, DateTimeOffset StartedAt, DateTimeOffset EndedAt)
{
    // Whoever works on these works on everything.
    static readonly HashSet<string> s_common = new(["main", "master", "trunk", "develop", "dev", "HEAD"], StringComparer.OrdinalIgnoreCase);

    public string? Branch { get; init => field = value is null || s_common.Contains(value) ? null : value; }
    public string? ResumedFrom { get; init; }
    public IReadOnlySet<string> Files { get; init; } = new HashSet<string>();

    /// <summary>Words of its goal.</summary>
    public IReadOnlySet<string> Goal { get; init; } = new HashSet<string>();
    public string? Outcome { get; init; }
    public CompletionChain? Tasks { get; init; }

    public bool IsAchieved => Outcome is "fully_achieved" or "mostly_achieved";

    /// <summary>Something was begun in it and not finished.</summary>
    public bool IsLeftOpen => Outcome is "partially_achieved" or "not_achieved" || (!IsAchieved && Tasks is { } tasks && tasks.Started > tasks.Completed);
}
