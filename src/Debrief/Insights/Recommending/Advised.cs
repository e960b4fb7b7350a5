namespace Debrief.Insights.Recommending;

/// <summary>A recommendation as it is kept: what it wants to move, and what became of it.</summary>
sealed record Advised
{
    /// <summary>proposed, taken_up, ignored, returned: it still stands. resolved: its figure is where it should be. dismissed: somebody doesn't want it.</summary>
    public static readonly IReadOnlyList<string> Standing = ["proposed", "taken_up", "ignored", "returned"];

    public long Id { get; init; }
    public required string PeriodType { get; init; }
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Why { get; init; }
    public required string Metric { get; init; }
    public required string Direction { get; init; }

    /// <summary>Of its figure when it was proposed.</summary>
    public double Value { get; init; }

    /// <summary>In the last period that was told; null: unknown.</summary>
    public double? ValueNow { get; init; }

    /// <summary>How far it was done when it was proposed; null: nothing tells.</summary>
    public double? Signal { get; init; }
    public required string Status { get; init; }

    /// <summary>The first day of the period that proposed it.</summary>
    public DateOnly FirstPeriod { get; init; }

    /// <summary>And of the last one that was held against it.</summary>
    public DateOnly LastPeriod { get; init; }

    public bool HasMoved(double now) => Direction == "up" ? now > Value : now < Value;
}

/// <summary>What became of a recommendation of an earlier period.</summary>
/// <param name="Status">taken_up, ignored, proposed (nobody can tell), resolved, returned.</param>
/// <param name="Then">Its figure when it was first proposed.</param>
/// <param name="Last">And in the period before this one, from which that one's target was taken; null: it wasn't recommended in that.</param>
/// <param name="Now">Null: its figure isn't known in this period.</param>
sealed record FollowUp(string Title, string Status, string Metric, double Then, double? Last, double? Now, DateOnly Since);
