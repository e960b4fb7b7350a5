namespace Debrief.Alerts;

/// <summary>An episode: from when something became unusual until it was as usual again.</summary>
sealed record Alert
{
    public long Id { get; init; }

    /// <summary>friction, cost, job-failures, drift, follow-up, coverage.</summary>
    public required string Kind { get; init; }

    /// <summary>A day, a job, a person, a version; empty where the kind says all.</summary>
    public required string About { get; init; }
    public required string Summary { get; init; }
    public required LookAt LookAt { get; init; }

    /// <summary>What was found.</summary>
    public double? Value { get; init; }

    /// <summary>What it was compared with; null: with nothing.</summary>
    public double? Usual { get; init; }
    public DateTimeOffset BeganAt { get; init; }
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Null: it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedBecause { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Until then nothing is told of it, nor of another about the same.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    public static Alert Begun(Finding finding, DateTimeOffset now) => new()
    {
        Kind = finding.Kind,
        About = finding.About,
        Summary = finding.Summary,
        LookAt = finding.LookAt,
        Value = finding.Value,
        Usual = finding.Usual,
        BeganAt = now,
        LastSeenAt = now,
    };

    public bool IsAbout(Finding finding) => Kind == finding.Kind && About == finding.About;
}
