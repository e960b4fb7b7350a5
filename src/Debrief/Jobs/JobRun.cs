using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Debrief.Jobs;

/// <summary>One run of a job.</summary>
sealed record JobRun
{
    public required long Id { get; init; }
    public required string Job { get; init; }

    /// <summary>schedule, catch-up, person, or the job that it ran after.</summary>
    public required string Trigger { get; init; }

    /// <summary>The server's name.</summary>
    public required string Host { get; init; }
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, or gave the last sign before its process was gone; null: it runs, or nobody knows.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>running, succeeded, failed, stopped with its server, interrupted.</summary>
    public required string Outcome { get; init; }

    [JsonIgnore]
    public bool IsRunning => Outcome == "running";

    /// <summary>What the command said of itself; null where it said nothing.</summary>
    public JsonNode? Stats { get; init; }
    public string? Error { get; init; }

    /// <summary>What somebody should be told; null: nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>What it is at, while it runs and says so.</summary>
    public string? Doing { get; init; }

    /// <summary>Of <see cref="DoneOf"/>.</summary>
    public int? Done { get; init; }
    public int? DoneOf { get; init; }
}

/// <summary>How a run ended.</summary>
sealed record JobEnd(string Outcome, JsonNode? Stats, string? Error);
