using System.Data;
using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Debrief.Facets;
using Debrief.Sessions;

namespace Debrief.Insights;

/// <summary>From columns to records. By hand, because the types of the columns are then the same for every database.</summary>
sealed class RowReading
{
    readonly KnownTexts<IReadOnlyDictionary<string, int>> _counts = new(RowJson.Default.IReadOnlyDictionaryStringInt32);
    readonly KnownTexts<IReadOnlyList<string>> _names = new(RowJson.Default.IReadOnlyListString);
    readonly KnownTexts<IReadOnlyList<RelationshipAction>> _actions = new(RowJson.Default.IReadOnlyListRelationshipAction);
    readonly KnownTexts<CompletionChain> _chains = new(RowJson.Default.CompletionChain);

    public Session FactsOf(DbDataReader row) => new()
    {
        Id = row.GetString("id"),
        Project = row.Text("project"),
        Title = row.Text("title"),
        FirstPrompt = row.Text("first_prompt"),
        Client = row.Text("client"),
        GitBranch = row.Text("git_branch"),
        StartedAt = row.Time("started_at"),
        EndedAt = row.GetFieldValue<DateTimeOffset>("ended_at"),
        ActiveSpans = [.. JsonSerializer.Deserialize(row.GetString("active_spans"), RowJson.Default.Int64ArrayArray)!.Select(SpanOf)],
        MessageCount = row.GetInt32("message_count"),
        HumanMessages = row.GetInt32("human_messages"),
        Tools = _counts.Of(row.GetString("tools")),
        ToolFailures = _counts.Of(row.GetString("tool_failures")),
        McpFailures = row.GetInt32("mcp_failures"),
        SkillsUsed = _counts.Of(row.GetString("skills_used")),
        LinesAdded = row.GetInt32("lines_added"),
        LinesRemoved = row.GetInt32("lines_removed"),
        Commits = row.GetInt32("commits"),
        PullRequests = _names.In(row, "pull_requests")!,
        Compactions = row.GetInt32("compactions"),
        ApiErrors = row.GetInt32("api_errors"),
        CutShort = row.GetBoolean("cut_short"),
        SubAgents = row.GetInt32("sub_agents"),
        InitiatedBy = row.GetString("initiated_by"),
        BadLines = row.GetInt32("bad_lines"),
        UnknownEntries = _counts.Of(row.GetString("unknown_entries")),
        FilesTouched = _names.In(row, "files_touched")!,
        ResumedFrom = row.Text("resumed_from"),
    };

    /// <summary>Null where the session has no facets.</summary>
    public SessionFacet? FacetOf(DbDataReader row) => row.IsDBNull("extractor") ? null : new()
    {
        SessionId = row.GetString("id"),
        Extractor = row.GetString("extractor"),
        ExtractionModel = row.GetString("extraction_model"),
        PromptVersion = row.GetString("prompt_version"),
        UnderlyingGoal = row.Text("underlying_goal"),
        Outcome = row.Text("outcome"),
        UserSatisfactionCounts = _counts.In(row, "user_satisfaction_counts"),
        FrictionCounts = _counts.In(row, "friction_counts"),
        FrictionDetail = row.Text("friction_detail"),
        Businesses = _names.In(row, "businesses"),
        PriorityAlignment = row.Text("priority_alignment"),
        PriorityMatched = row.Text("priority_matched"),
        WorkflowType = row.Text("workflow_type"),
        CompletionChain = _chains.In(row, "completion_chain"),
        SkillsUsed = _names.In(row, "facet_skills_used"),
        SkillsMissed = _names.In(row, "skills_missed"),
        CourseCorrections = row.GetInt32("course_corrections"),
        RetryLoops = row.GetInt32("retry_loops"),
        McpFailures = row.GetInt32("facet_mcp_failures"),
        SessionCutShort = row.GetBoolean("session_cut_short"),
        PeopleMentioned = _names.In(row, "people_mentioned"),
        RelationshipActions = _actions.In(row, "relationship_actions"),
        OutreachType = row.Text("outreach_type"),
        EstimatedTimeSavedMinutes = row.IsDBNull("estimated_time_saved_minutes") ? null : row.GetInt32("estimated_time_saved_minutes"),
        ArtifactsCreated = row.GetInt32("artifacts_created"),
        KnowledgeFiled = row.GetInt32("knowledge_filed"),
        DecisionsMade = row.GetInt32("decisions_made"),
        Evidence = row.Text("evidence") is { } evidence ? JsonSerializer.Deserialize(evidence, RowJson.Default.IReadOnlyListEvidence)! : [],
    };

    public IReadOnlyList<string>? Names(string? json) => json is null ? null : _names.Of(json);

    static ActiveSpan SpanOf(long[] span) => new(DateTimeOffset.FromUnixTimeMilliseconds(span[0]), DateTimeOffset.FromUnixTimeMilliseconds(span[1]));
}

static class RowColumns
{
    public static string? Text(this DbDataReader row, string column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset? Time(this DbDataReader row, string column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

/// <summary>What texts of JSON say, each read once: of most columns a handful come again and again.</summary>
sealed class KnownTexts<T>(JsonTypeInfo<T> type) where T : class
{
    const int Most = 1000, Longest = 100;

    readonly Dictionary<string, T> _known = [];

    /// <summary>Null where the column is.</summary>
    public T? In(DbDataReader row, string column) => row.Text(column) is { } json ? Of(json) : null;

    public T Of(string json)
    {
        if (json.Length <= Longest && _known.TryGetValue(json, out var known))
            return known;
        var said = JsonSerializer.Deserialize(json, type)!;
        if (json.Length <= Longest && _known.Count < Most)
            _known.Add(json, said);
        return said;
    }
}

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<RelationshipAction>))]
[JsonSerializable(typeof(IReadOnlyList<Evidence>))]
[JsonSerializable(typeof(CompletionChain))]
[JsonSerializable(typeof(long[][]))]
sealed partial class RowJson : JsonSerializerContext;
