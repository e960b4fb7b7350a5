namespace Debrief.Insights;

/// <summary>All aggregates of one period. Sessions and their facets count where the session ended; time and tokens where they were spent.</summary>
sealed record Metrics
{
    public required Coverage Coverage { get; init; }
    public required Summary Summary { get; init; }
    public IReadOnlyList<Attention> AttentionMap { get; init; } = [];
    public required PriorityAlignment PriorityAlignment { get; init; }

    /// <summary>The eight weeks (months, for a month) that end with this period, oldest first.</summary>
    public IReadOnlyList<FrictionPoint> FrictionTrend { get; init; } = [];
    public required TopFriction TopFriction { get; init; }
    public required SkillsGap SkillsGap { get; init; }
    public required RelationshipPulse RelationshipPulse { get; init; }
    public required CompletionRate CompletionRate { get; init; }
    public IReadOnlyList<Count> Outcomes { get; init; } = [];
    public IReadOnlyList<Count> Satisfaction { get; init; } = [];
    public required SystemHealth SystemHealth { get; init; }
    public IReadOnlyList<Recommendation> Recommendations { get; init; } = [];
}

/// <summary>A period and the one before it.</summary>
sealed record PeriodInsights(Period Period, Metrics Now, Metrics Before);

sealed record Count(string Name, int Value);

/// <summary>What the statements rest on.</summary>
/// <param name="Eligible">Sessions of more than five messages that ended in the period, a person's and automated ones.</param>
/// <param name="Extracted">Of those, how many have facets.</param>
/// <param name="ByExtractor">Of those, by extractor and prompt version, such as "rules v1".</param>
/// <param name="TooShort">Sessions of five messages or fewer.</param>
sealed record Coverage(int Eligible, int Extracted, IReadOnlyList<Count> ByExtractor, int TooShort, int Evidence);

/// <param name="Sessions">A person's own sessions that ended in the period.</param>
/// <param name="Active">Time of the person's sessions within the period; where they overlap it counts once.</param>
/// <param name="CostUsd">An estimate by the price table, of all sessions, automated ones too.</param>
/// <param name="UnpricedTokens">Tokens of models that the price table doesn't know.</param>
/// <param name="Artifacts">Null where no session was extracted.</param>
sealed record Summary(int Sessions, int AutomatedSessions, int SubAgents, int HumanMessages, TimeSpan Active, TokenTotals Tokens, double CostUsd,
    long UnpricedTokens, int? Artifacts, int LinesAdded, int LinesRemoved, int Commits, int PullRequests);

sealed record TokenTotals(long Input, long Output, long CacheCreation, long CacheRead)
{
    public long Total => Input + Output + CacheCreation + CacheRead;
}

/// <summary>What one business got.</summary>
/// <param name="Business">The slug; null: unknown.</param>
/// <param name="ActiveByAlignment">Its time by aligned, supportive, neutral, drift, unknown; sums to Active but for overlaps.</param>
sealed record Attention(string? Business, string Name, int Sessions, TimeSpan Active, long Tokens, IReadOnlyDictionary<string, TimeSpan> ActiveByAlignment);

/// <param name="Judged">How many of the person's sessions have an alignment.</param>
/// <param name="Of">The person's sessions.</param>
/// <param name="Counts">aligned, supportive, neutral, drift, in this order, zeros included.</param>
sealed record PriorityAlignment(int Judged, int Of, IReadOnlyList<Count> Counts, IReadOnlyList<Matched> Matched)
{
    /// <summary>Null when nothing was judged.</summary>
    public double? AlignedPercent => Judged == 0 ? null : 100.0 * Counts[0].Value / Judged;
}

/// <param name="Priority">The slug; system-maintenance for upkeep.</param>
sealed record Matched(string Priority, string Name, int Sessions);

/// <param name="Sessions">Sessions with facets: what the sums are divided by.</param>
sealed record FrictionPoint(DateOnly First, int Sessions, int Corrections, int RetryLoops, int McpFailures, int CutShort)
{
    /// <summary>Corrections, loops and failed MCP calls per session; null without sessions.</summary>
    public double? PerSession => Sessions == 0 ? null : (double)(Corrections + RetryLoops + McpFailures) / Sessions;
}

/// <param name="ByKind">Incidents by kind, most frequent first.</param>
/// <param name="Incidents">Up to five that have a verified quote, worst first.</param>
sealed record TopFriction(IReadOnlyList<Count> ByKind, IReadOnlyList<Incident> Incidents, int Sessions);

/// <param name="Who">user, assistant, environment; null where it can't be told.</param>
sealed record Incident(string SessionId, string? Title, string Kind, string? Who, string? Detail, string Quote, string Speaker, DateTimeOffset? At);

/// <param name="Judged">Sessions whose missed skills could be told.</param>
sealed record SkillsGap(IReadOnlyList<Count> Missed, IReadOnlyList<Count> Used, int Judged);

/// <param name="ProactivePercent">Share of proactive among the sessions with an outreach of known type; null without one.</param>
/// <param name="OutreachSessions">What that share is of.</param>
/// <param name="Judged">Sessions whose people could be told.</param>
sealed record RelationshipPulse(IReadOnlyList<PersonPulse> People, double? ProactivePercent, int OutreachSessions, int Judged);

/// <param name="Weeks">Mentions in each of the last six weeks, oldest first.</param>
/// <param name="LastAction">What was last done with them, such as replied_to; null when nothing was.</param>
sealed record PersonPulse(string Name, int Mentions, IReadOnlyList<int> Weeks, DateTimeOffset? LastTouch, string? LastAction);

/// <param name="Of">Sessions whose tasks could be told.</param>
sealed record CompletionRate(int Started, int Completed, int Abandoned, int Of);

/// <param name="FailuresByClass">Failed tool calls, most frequent first.</param>
/// <param name="BadLines">Lines of transcripts that couldn't be read.</param>
sealed record SystemHealth(int ToolCalls, int FailedCalls, IReadOnlyList<Count> FailuresByClass, int McpFailures, int ApiErrors, int Compactions,
    int CutShort, int BadLines, int UnknownEntries);

sealed record Recommendation(string Title, string Why);
