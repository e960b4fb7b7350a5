using System.Globalization;
using Debrief.Facets;

namespace Debrief.Evaluation;

/// <summary>A facet that labels and extractors are compared by. Facets in free words are not: people read those.</summary>
/// <param name="Answer">The extractor's answer in the words of labels, an item a value; null where it has none.</param>
sealed record ComparedFacet(string Name, Scale Scale, Func<SessionFacet, IReadOnlyList<string>?> Answer)
{
    public static readonly IReadOnlyList<ComparedFacet> All =
    [
        new("outcome", Scale.Choice, facet => One(facet.Outcome)),
        new("claude_helpfulness", Scale.Choice, facet => One(facet.ClaudeHelpfulness)),
        new("session_type", Scale.Choice, facet => One(facet.SessionType)),
        new("workflow_type", Scale.Choice, facet => One(facet.WorkflowType)),
        new("priority_alignment", Scale.Choice, facet => One(facet.PriorityAlignment)),
        new("priority_matched", Scale.Choice, facet => One(facet.PriorityMatched)),
        new("initiated_by", Scale.Choice, facet => One(facet.InitiatedBy)),
        new("outreach_type", Scale.Choice, facet => One(facet.OutreachType)),
        new("session_cut_short", Scale.Choice, facet => [facet.SessionCutShort ? "true" : "false"]),
        new("goal_categories", Scale.Counts, facet => Items(facet.GoalCategories)),
        new("user_satisfaction_counts", Scale.Counts, facet => Items(facet.UserSatisfactionCounts)),
        new("friction_counts", Scale.Counts, facet => Items(facet.FrictionCounts)),
        new("projects", Scale.List, facet => facet.Projects),
        new("businesses", Scale.List, facet => facet.Businesses),
        new("skills_used", Scale.List, facet => facet.SkillsUsed),
        new("skills_missed", Scale.List, facet => facet.SkillsMissed),
        new("people_mentioned", Scale.List, facet => facet.PeopleMentioned),
        new("relationship_actions", Scale.List, facet => facet.RelationshipActions?.Select(action => $"{action.Person} {action.Action}").ToList()),
        new("completion_chain", Scale.Chain, facet => facet.CompletionChain is { } chain ? [Text(chain.Started), Text(chain.Completed), Text(chain.Abandoned)] : null),
        new("tasks_started", Scale.Number, facet => Number(facet.CompletionChain?.Started)),
        new("tasks_completed", Scale.Number, facet => Number(facet.CompletionChain?.Completed)),
        new("course_corrections", Scale.Number, facet => Number(facet.CourseCorrections)),
        new("retry_loops", Scale.Number, facet => Number(facet.RetryLoops)),
        new("mcp_failures", Scale.Number, facet => Number(facet.McpFailures)),
        new("artifacts_created", Scale.Number, facet => Number(facet.ArtifactsCreated)),
        new("knowledge_filed", Scale.Number, facet => Number(facet.KnowledgeFiled)),
        new("decisions_made", Scale.Number, facet => Number(facet.DecisionsMade)),
        new("estimated_time_saved_minutes", Scale.Range, facet => Number(facet.EstimatedTimeSavedMinutes)),
    ];

    /// <summary>A count of three stands for three items, so that too many and too few both show. Nobody means a million.</summary>
    public static IReadOnlyList<string>? Items(IEnumerable<KeyValuePair<string, int>>? counts) =>
        counts?.SelectMany(count => Enumerable.Repeat(count.Key, Math.Clamp(count.Value, 0, 1_000))).ToList();

    static string[]? One(string? value) => value is null ? null : [value];

    static string[]? Number(int? value) => value is { } number ? [Text(number)] : null;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
