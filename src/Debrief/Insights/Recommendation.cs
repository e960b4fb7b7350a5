using System.Text.Json.Serialization;

namespace Debrief.Insights;

/// <summary>Something to try next, and the figures that speak for it.</summary>
sealed record Recommendation(string Title, string Why)
{
    /// <summary>use-skill:compose: the same advice in another period has the same.</summary>
    public string Key { get; init; } = "";

    /// <summary>The figure that it is to move: see <see cref="Recommending.Figure"/>.</summary>
    public string Metric { get; init; } = "";

    /// <summary>up or down.</summary>
    public string Direction { get; init; } = "down";

    /// <summary>Of that figure in the period.</summary>
    public double Value { get; init; }

    /// <summary>How far it is done already; null: nothing tells.</summary>
    public double? Signal { get; init; }

    /// <summary>proposed; ignored, taken_up or returned where it was proposed before.</summary>
    public string Status { get; init; } = "proposed";

    /// <summary>What would stand in an instruction file that says it already; null where none would.</summary>
    [JsonIgnore]
    public string? Sought { get; init; }

    /// <summary>What settings may allow, or deny, already.</summary>
    [JsonIgnore]
    public bool IsOfPermissions { get; init; }

    /// <summary>Where that file would lie: the projects of the sessions that speak for it.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>How many sessions speak for it, and of how many in these projects.</summary>
    [JsonIgnore]
    public (int Sessions, int Of) Speaking { get; init; }
}
