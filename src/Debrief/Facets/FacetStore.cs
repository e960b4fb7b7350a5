using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Debrief.Facets.Corrected;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Facets;

/// <summary>Keeps the facets of sessions.</summary>
sealed class FacetStore(Database database)
{
    static FacetStore()
    {
        SessionColumns.Register();
        SqlMapper.AddTypeHandler(new JsonColumn<IReadOnlyList<RelationshipAction>>(FacetJson.Default.IReadOnlyListRelationshipAction));
        SqlMapper.AddTypeHandler(new JsonColumn<IReadOnlyList<Evidence>>(FacetJson.Default.IReadOnlyListEvidence));
        SqlMapper.AddTypeHandler(new JsonColumn<CompletionChain>(FacetJson.Default.CompletionChain));
    }

    /// <summary>Keeps the facets in place of earlier ones, whose time of creation stays, and marks the session as extracted. What a model answered, rules never replace.</summary>
    public async Task SaveAsync(SessionFacet facet, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        await SaveAsync(db, transaction, facet, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Likewise, within a transaction of somebody else's. What a person has said about the session stands over it.</summary>
    /// <returns>False: they weren't kept.</returns>
    public static async Task<bool> SaveAsync(DbConnection db, DbTransaction transaction, SessionFacet facet, CancellationToken cancel)
    {
        var correction = await CorrectionStore.FindAsync(db, transaction, facet.SessionId, cancel);
        if (await InsertAsync(db, transaction, (correction?.Apply(facet) ?? facet).WithoutSecrets(), cancel) == 0)
            return false;

        await db.ExecuteAsync(new CommandDefinition(
            "update claude_sessions set facets_extracted_at = @UpdatedAt where id = @SessionId",
            new { facet.UpdatedAt, facet.SessionId }, transaction, cancellationToken: cancel));
        await ChangedSpans.NoteSessionAsync(db, transaction, facet.SessionId, cancel);
        return true;
    }

    /// <summary>For which businesses these sessions were, by their ids, as far as their facets say so.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> BusinessesAsync(IEnumerable<string> sessionIds, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var rows = await db.QueryAsync<(string Id, string Businesses)>(new CommandDefinition(
            $"select session_id, cast(businesses as text) from session_facets where businesses is not null and session_id in (select value from {database.Dialect.Each("@ids")} as id)", new { ids = Ids([.. sessionIds]) }, cancellationToken: cancel));
        return rows.ToDictionary(row => row.Id, row => JsonSerializer.Deserialize(row.Businesses, FacetJson.Default.IReadOnlyListString)!, StringComparer.Ordinal);
    }

    public async Task<SessionFacet?> FindAsync(string sessionId, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await FindAsync(db, transaction: null, sessionId, cancel);
    }

    /// <summary>Likewise, within a transaction of somebody else's.</summary>
    public static Task<SessionFacet?> FindAsync(DbConnection db, DbTransaction? transaction, string sessionId, CancellationToken cancel) =>
        db.QuerySingleOrDefaultAsync<SessionFacet>(new CommandDefinition(
            "select * from session_facets where session_id = @sessionId", new { sessionId }, transaction, cancellationToken: cancel));

    /// <summary>Those of these sessions that have some, by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, SessionFacet>> OfAsync(IReadOnlyList<string> sessionIds, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var facets = await db.QueryAsync<SessionFacet>(new CommandDefinition(
            $"select * from session_facets where session_id in (select value from {database.Dialect.Each("@ids")} as id)", new { ids = Ids(sessionIds) }, cancellationToken: cancel));
        return facets.ToDictionary(facet => facet.SessionId);
    }

    static string Ids(IReadOnlyList<string> sessionIds) => JsonSerializer.Serialize(sessionIds, FacetJson.Default.IReadOnlyListString);

    /// <summary>Those of the session's sub-agents that have some, by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, SessionFacet>> OfSubAgentsAsync(string sessionId, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var facets = await db.QueryAsync<SessionFacet>(new CommandDefinition(
            "select f.* from session_facets f join claude_sessions s on s.id = f.session_id where s.parent_id = @sessionId", new { sessionId }, cancellationToken: cancel));
        return facets.ToDictionary(facet => facet.SessionId);
    }

    static Task<int> InsertAsync(DbConnection db, DbTransaction transaction, SessionFacet facet, CancellationToken cancel) =>
        db.ExecuteAsync(new CommandDefinition("""
            insert into session_facets (
                session_id, underlying_goal, goal_categories, outcome, user_satisfaction_counts, claude_helpfulness, session_type, friction_counts, friction_detail,
                primary_success, brief_summary, projects, businesses, priority_alignment, priority_matched, workflow_type, initiated_by, completion_chain, skills_used,
                skills_missed, course_corrections, retry_loops, pivot_trigger, mcp_failures, session_cut_short, resumed_from, people_mentioned, relationship_actions,
                outreach_type, estimated_time_saved_minutes, artifacts_created, knowledge_filed, decisions_made, evidence, confidence, extractor, extraction_model,
                prompt_version, profile_version, extraction_input_tokens, extraction_output_tokens, extraction_cost_usd, extracted_messages, created_at, updated_at)
            values (
                @SessionId, @UnderlyingGoal, @GoalCategories, @Outcome, @UserSatisfactionCounts, @ClaudeHelpfulness, @SessionType, @FrictionCounts, @FrictionDetail,
                @PrimarySuccess, @BriefSummary, @Projects, @Businesses, @PriorityAlignment, @PriorityMatched, @WorkflowType, @InitiatedBy, @CompletionChain, @SkillsUsed,
                @SkillsMissed, @CourseCorrections, @RetryLoops, @PivotTrigger, @McpFailures, @SessionCutShort, @ResumedFrom, @PeopleMentioned, @RelationshipActions,
                @OutreachType, @EstimatedTimeSavedMinutes, @ArtifactsCreated, @KnowledgeFiled, @DecisionsMade, @Evidence, @Confidence, @Extractor, @ExtractionModel,
                @PromptVersion, @ProfileVersion, @ExtractionInputTokens, @ExtractionOutputTokens, @ExtractionCostUsd, @ExtractedMessages, @CreatedAt, @UpdatedAt)
            on conflict (session_id) do update
               set underlying_goal = excluded.underlying_goal, goal_categories = excluded.goal_categories, outcome = excluded.outcome,
                   user_satisfaction_counts = excluded.user_satisfaction_counts, claude_helpfulness = excluded.claude_helpfulness, session_type = excluded.session_type,
                   friction_counts = excluded.friction_counts, friction_detail = excluded.friction_detail, primary_success = excluded.primary_success,
                   brief_summary = excluded.brief_summary, projects = excluded.projects, businesses = excluded.businesses, priority_alignment = excluded.priority_alignment,
                   priority_matched = excluded.priority_matched, workflow_type = excluded.workflow_type, initiated_by = excluded.initiated_by,
                   completion_chain = excluded.completion_chain, skills_used = excluded.skills_used, skills_missed = excluded.skills_missed,
                   course_corrections = excluded.course_corrections, retry_loops = excluded.retry_loops, pivot_trigger = excluded.pivot_trigger,
                   mcp_failures = excluded.mcp_failures, session_cut_short = excluded.session_cut_short, resumed_from = excluded.resumed_from,
                   people_mentioned = excluded.people_mentioned, relationship_actions = excluded.relationship_actions, outreach_type = excluded.outreach_type,
                   estimated_time_saved_minutes = excluded.estimated_time_saved_minutes, artifacts_created = excluded.artifacts_created,
                   knowledge_filed = excluded.knowledge_filed, decisions_made = excluded.decisions_made, evidence = excluded.evidence, confidence = excluded.confidence,
                   extractor = excluded.extractor, extraction_model = excluded.extraction_model, prompt_version = excluded.prompt_version, profile_version = excluded.profile_version,
                   extraction_input_tokens = excluded.extraction_input_tokens, extraction_output_tokens = excluded.extraction_output_tokens,
                   extraction_cost_usd = excluded.extraction_cost_usd, extracted_messages = excluded.extracted_messages, updated_at = excluded.updated_at
             where excluded.extractor <> 'rules' or session_facets.extractor = 'rules'
            """, facet, transaction, cancellationToken: cancel));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<RelationshipAction>))]
[JsonSerializable(typeof(IReadOnlyList<Evidence>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(CompletionChain))]
[JsonSerializable(typeof(List<string>))]
sealed partial class FacetJson : JsonSerializerContext;
