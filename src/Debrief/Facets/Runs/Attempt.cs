using Debrief.LanguageModels;

namespace Debrief.Facets.Runs;

/// <summary>A session that is with an extractor now.</summary>
/// <param name="Failures">Tries that failed since it last succeeded or grew.</param>
/// <param name="OwnFaults">Of those: for what is the session's own.</param>
sealed record Attempt(long Id, string SessionId, int Failures, int OwnFaults)
{
    /// <summary>Its answer came in a batch and is kept there: who breaks off loses nothing.</summary>
    public bool IsInBatch { get; init; }

    /// <summary>What that answer cost, whatever becomes of it.</summary>
    public ModelUsage? Paid { get; init; }
}

/// <summary>How an attempt without facets ended.</summary>
/// <param name="Reason">One word, for counting.</param>
/// <param name="IsOwnFault">To ask again would most likely fail again; else the cause lies outside the session.</param>
/// <param name="Spent">Null: unknown.</param>
sealed record Fault(string Reason, string Message, bool IsOwnFault, ModelUsage? Spent)
{
    /// <summary>What of the answer did not stand the checks, by reason.</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; init; } = new Dictionary<string, int>();

    /// <summary>As the provider asks; null where it doesn't.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider, the network or the database is in trouble: some of these in a row, and the run ends.</summary>
    public bool IsOutage { get; init; }

    /// <summary>No question can succeed until a person does something.</summary>
    public bool IsForAll { get; init; }
}
