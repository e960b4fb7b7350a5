using Debrief.Profile;

namespace Debrief.Insights.Snapshots;

/// <summary>The insights of a period as they were when they were taken.</summary>
/// <param name="Profile">As far as a report reads it, as it was then.</param>
/// <param name="TakenAt">Null: they were computed for whoever asks, and are kept nowhere.</param>
sealed record Snapshot(PeriodInsights Insights, UserProfile Profile, DateTimeOffset? TakenAt)
{
    /// <summary>What a model wrote about them, as JSON; null: nobody did.</summary>
    public string? Narrative { get; init; }

    /// <summary>A model was asked for it, and gave none.</summary>
    public bool AwaitsNarrative { get; init; }

    /// <summary>Taken just now.</summary>
    public bool IsNew { get; init; }

    /// <summary>Where the report was uploaded to.</summary>
    public string? ReportUrl { get; init; }

    /// <summary>What the database has of the period by now that the snapshot hasn't.</summary>
    public Standing? Since { get; init; }

    /// <summary>Every session that may have facets had them: nothing is to be waited for.</summary>
    public bool IsComplete => Insights.Now.Coverage.Extracted >= Insights.Now.Coverage.Eligible;
}

/// <summary>A snapshot in a list.</summary>
sealed record SnapshotEntry
{
    /// <summary>weekly, monthly; 10-days and so on for other days.</summary>
    public required string PeriodType { get; init; }
    public DateOnly PeriodStart { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly PeriodEnd { get; init; }

    /// <summary>That had ended in it.</summary>
    public int Sessions { get; init; }

    /// <summary>Of those, how many may have facets.</summary>
    public int Eligible { get; init; }
    public int Extracted { get; init; }
    public bool HasNarrative { get; init; }

    /// <summary>Where the report was uploaded to; null where it wasn't.</summary>
    public string? ReportUrl { get; init; }
    public DateTimeOffset TakenAt { get; init; }
}
