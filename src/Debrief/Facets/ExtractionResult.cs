using Debrief.Facets.Runs;
using Debrief.Sessions;

namespace Debrief.Facets;

/// <param name="Done">Sessions before this one.</param>
sealed record ExtractionProgress(int Done, int Of, Session Session);

/// <param name="RetryAt">Null: not before somebody says so, or the session grows.</param>
sealed record FailedExtraction(string SessionId, string Reason, string Message, DateTimeOffset? RetryAt);

sealed record ExtractionResult
{
    public static ExtractionResult None { get; } = new() { Extracted = 0, Failed = [], Seconds = 0 };

    public required int Extracted { get; init; }
    public required IReadOnlyList<FailedExtraction> Failed { get; init; }

    /// <summary>Sessions that wait for facets now; those that failed and wait their time are not among them.</summary>
    public int Pending { get; init; }

    /// <summary>Sessions whose facets by a model rest on another prompt or profile than today's: they wait only where somebody says so. Null: rules don't look.</summary>
    public int? Outdated { get; init; }

    /// <summary>Sessions whose answers are awaited from a batch.</summary>
    public int InBatch { get; init; }

    /// <summary>Sessions that another run has, or had since this one listed them.</summary>
    public int LeftToOthers { get; init; }

    /// <summary>As far as it is known.</summary>
    public double CostUsd { get; init; }

    /// <summary>Questions whose cost nobody knows.</summary>
    public int UnknownCosts { get; init; }
    public long InputTokens { get; init; }
    public long OutputTokens { get; init; }

    /// <summary>What of the answers did not stand the checks, by reason.</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; init; } = new Dictionary<string, int>();

    /// <summary>Null: all was done.</summary>
    public Stop? StoppedBecause { get; init; }
    public required double Seconds { get; init; }

    /// <summary>Of two parts of a run. Why the first stopped goes before why the second did; what waits is as the second says.</summary>
    public static ExtractionResult operator +(ExtractionResult first, ExtractionResult second) => second with
    {
        Extracted = first.Extracted + second.Extracted,
        Failed = [.. first.Failed, .. second.Failed],
        LeftToOthers = first.LeftToOthers + second.LeftToOthers,
        CostUsd = first.CostUsd + second.CostUsd,
        UnknownCosts = first.UnknownCosts + second.UnknownCosts,
        InputTokens = first.InputTokens + second.InputTokens,
        OutputTokens = first.OutputTokens + second.OutputTokens,
        Dropped = first.Dropped.Concat(second.Dropped).GroupBy(dropped => dropped.Key, dropped => dropped.Value).ToDictionary(group => group.Key, group => group.Sum()),
        StoppedBecause = first.StoppedBecause ?? second.StoppedBecause,
        Seconds = first.Seconds + second.Seconds,
    };
}
