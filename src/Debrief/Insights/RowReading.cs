using System.Data;
using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Debrief.Facets;
using Debrief.Sessions;

namespace Debrief.Insights;

/// <summary>From columns to records. By hand, because the types of the columns are then the same for every database.</summary>
static class RowReading
{
    public static Session FactsOf(DbDataReader row) => new()
    {
        Id = row.GetString("id"),
        Project = row.Text("project"),
        Title = row.Text("title"),
        FirstPrompt = row.Text("first_prompt"),
        Client = row.Text("client"),
        GitBranch = row.Text("git_branch"),
        StartedAt = row.IsDBNull("started_at") ? null : row.GetFieldValue<DateTimeOffset>("started_at"),
        EndedAt = row.GetFieldValue<DateTimeOffset>("ended_at"),
        ActiveSpans = [.. row.Json(RowJson.Default.Int64ArrayArray, "active_spans")!.Select(SpanOf)],
        MessageCount = row.GetInt32("message_count"),
        HumanMessages = row.GetInt32("human_messages"),
        Tools = row.Counts("tools"),
        ToolFailures = row.Counts("tool_failures"),
        McpFailures = row.GetInt32("mcp_failures"),
        SkillsUsed = row.Counts("skills_used"),
        LinesAdded = row.GetInt32("lines_added"),
        LinesRemoved = row.GetInt32("lines_removed"),
        Commits = row.GetInt32("commits"),
        PullRequests = row.Names("pull_requests")!,
        Compactions = row.GetInt32("compactions"),
        ApiErrors = row.GetInt32("api_errors"),
        CutShort = row.GetBoolean("cut_short"),
        SubAgents = row.GetInt32("sub_agents"),
        InitiatedBy = row.GetString("initiated_by"),
        BadLines = row.GetInt32("bad_lines"),
        UnknownEntries = row.Counts("unknown_entries"),
        FilesTouched = row.Names("files_touched")!,
        ResumedFrom = row.Text("resumed_from"),
    };

    /// <summary>Null where the session has no facets.</summary>
    public static SessionFacet? FacetOf(DbDataReader row) => row.IsDBNull("extractor") ? null : new()
    {
        SessionId = row.GetString("id"),
        Extractor = row.GetString("extractor"),
        ExtractionModel = row.GetString("extraction_model"),
        PromptVersion = row.GetString("prompt_version"),
        UnderlyingGoal = row.Text("underlying_goal"),
        Outcome = row.Text("outcome"),
        UserSatisfactionCounts = row.Json(RowJson.Default.IReadOnlyDictionaryStringInt32, "user_satisfaction_counts"),
        FrictionCounts = row.Json(RowJson.Default.IReadOnlyDictionaryStringInt32, "friction_counts"),
        FrictionDetail = row.Text("friction_detail"),
        Businesses = row.Names("businesses"),
        PriorityAlignment = row.Text("priority_alignment"),
        PriorityMatched = row.Text("priority_matched"),
        WorkflowType = row.Text("workflow_type"),
        CompletionChain = row.Json(RowJson.Default.CompletionChain, "completion_chain"),
        SkillsUsed = row.Names("facet_skills_used"),
        SkillsMissed = row.Names("skills_missed"),
        CourseCorrections = row.GetInt32("course_corrections"),
        RetryLoops = row.GetInt32("retry_loops"),
        McpFailures = row.GetInt32("facet_mcp_failures"),
        SessionCutShort = row.GetBoolean("session_cut_short"),
        PeopleMentioned = row.Names("people_mentioned"),
        RelationshipActions = row.Json(RowJson.Default.IReadOnlyListRelationshipAction, "relationship_actions"),
        OutreachType = row.Text("outreach_type"),
        EstimatedTimeSavedMinutes = row.IsDBNull("estimated_time_saved_minutes") ? null : row.GetInt32("estimated_time_saved_minutes"),
        ArtifactsCreated = row.GetInt32("artifacts_created"),
        KnowledgeFiled = row.GetInt32("knowledge_filed"),
        DecisionsMade = row.GetInt32("decisions_made"),
        Evidence = row.Json(RowJson.Default.IReadOnlyListEvidence, "evidence") ?? [],
    };

    public static string? Text(this DbDataReader row, string column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static IReadOnlyList<string>? Names(this DbDataReader row, string column) => row.Json(RowJson.Default.IReadOnlyListString, column);

    static IReadOnlyDictionary<string, int> Counts(this DbDataReader row, string column) => row.Json(RowJson.Default.IReadOnlyDictionaryStringInt32, column)!;

    static T? Json<T>(this DbDataReader row, JsonTypeInfo<T> type, string column) => row.Text(column) is { } json ? JsonSerializer.Deserialize(json, type) : default;

    static ActiveSpan SpanOf(long[] span) => new(DateTimeOffset.FromUnixTimeMilliseconds(span[0]), DateTimeOffset.FromUnixTimeMilliseconds(span[1]));
}

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<RelationshipAction>))]
[JsonSerializable(typeof(IReadOnlyList<Evidence>))]
[JsonSerializable(typeof(CompletionChain))]
[JsonSerializable(typeof(long[][]))]
sealed partial class RowJson : JsonSerializerContext;
