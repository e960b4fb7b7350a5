namespace Debrief.Facets;

/// <summary>The facets of one session, and what they rest on. Null: it can't be told, or the extractor doesn't answer it.</summary>
sealed record SessionFacet
{
    public required string SessionId { get; init; }

    public string? UnderlyingGoal { get; init; }
    public IReadOnlyDictionary<string, int>? GoalCategories { get; init; }

    /// <summary>fully_achieved, mostly_achieved, partially_achieved, not_achieved, unclear_from_transcript.</summary>
    public string? Outcome { get; init; }

    /// <summary>Human messages by satisfied, likely_satisfied, dissatisfied, frustrated.</summary>
    public IReadOnlyDictionary<string, int>? UserSatisfactionCounts { get; init; }
    public string? ClaudeHelpfulness { get; init; }
    public string? SessionType { get; init; }

    /// <summary>Incidents by wrong_approach, misunderstanding, tool_limitation, buggy_code, no_results, loop_detected.</summary>
    public IReadOnlyDictionary<string, int>? FrictionCounts { get; init; }
    public string? FrictionDetail { get; init; }
    public string? PrimarySuccess { get; init; }
    public string? BriefSummary { get; init; }

    public IReadOnlyList<string>? Projects { get; init; }
    public IReadOnlyList<string>? Businesses { get; init; }

    /// <summary>aligned, supportive, neutral, drift.</summary>
    public string? PriorityAlignment { get; init; }
    public string? PriorityMatched { get; init; }

    public string? WorkflowType { get; init; }
    public string? InitiatedBy { get; init; }
    public CompletionChain? CompletionChain { get; init; }
    public IReadOnlyList<string>? SkillsUsed { get; init; }
    public IReadOnlyList<string>? SkillsMissed { get; init; }

    public int CourseCorrections { get; init; }
    public int RetryLoops { get; init; }
    public string? PivotTrigger { get; init; }
    public int McpFailures { get; init; }
    public bool SessionCutShort { get; init; }
    public string? ResumedFrom { get; init; }

    public IReadOnlyList<string>? PeopleMentioned { get; init; }
    public IReadOnlyList<RelationshipAction>? RelationshipActions { get; init; }

    /// <summary>proactive, reactive, automated, none.</summary>
    public string? OutreachType { get; init; }

    public int? EstimatedTimeSavedMinutes { get; init; }
    public int ArtifactsCreated { get; init; }
    public int KnowledgeFiled { get; init; }
    public int DecisionsMade { get; init; }

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>rules, model, bridge.</summary>
    public required string Extractor { get; init; }
    public required string ExtractionModel { get; init; }
    public required string PromptVersion { get; init; }

    /// <summary>Of the profile it was attributed by: another now means that rules would answer otherwise.</summary>
    public string ProfileVersion { get; init; } = "";
    public long ExtractionInputTokens { get; init; }
    public long ExtractionOutputTokens { get; init; }
    public double ExtractionCostUsd { get; init; }

    /// <summary>The session's message count when this was extracted: more now means that it grew.</summary>
    public int ExtractedMessages { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}

sealed record CompletionChain(int Started, int Completed, int Abandoned);

sealed record RelationshipAction(string Person, string Action);

/// <summary>What a judged facet rests on: words that stand in that line of the transcript, checked by code.</summary>
/// <param name="Facet">outcome, satisfaction, friction, corrections, people, relationship.</param>
/// <param name="Line">The line of the transcript file, counted from 1.</param>
/// <param name="Speaker">human, assistant, tool, or system: notices, such as that of an interruption.</param>
/// <param name="Who">For friction: who was responsible, user, assistant or environment.</param>
sealed record Evidence(string Facet, string Value, int Line, string Quote, string Speaker, DateTimeOffset? At, string? Who = null);
