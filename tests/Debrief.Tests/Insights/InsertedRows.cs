using System.Data.Common;
using System.Text.Json;
using Dapper;
using Debrief.Facets;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Tests.Insights;

/// <summary>Puts rows straight into the tables, as the stages before would leave them.</summary>
sealed class InsertedRows(DbConnection db)
{
    public Task SessionAsync(Session session) => db.ExecuteAsync("""
        insert into claude_sessions (id, project, title, first_prompt, client, started_at, ended_at, active_seconds, active_spans, message_count, human_messages,
               prompt_reasons, tools, tool_failures, mcp_failures, skills_used, commands_used, files_touched, lines_added, lines_removed, commits, pushes,
               pull_requests, interruptions, rejections, retry_loops, compactions, api_errors, cut_short, sub_agents, initiated_by, bad_lines, unknown_entries)
        values (@Id, @Project, @Title, @FirstPrompt, @Client, @StartedAt, @EndedAt, @ActiveSeconds, @spans, @MessageCount, @HumanMessages,
               '{}', @tools, @failures, @McpFailures, @skills, '{}', '[]', @LinesAdded, @LinesRemoved, @Commits, 0,
               @pulls, 0, 0, 0, @Compactions, @ApiErrors, @CutShort, @SubAgents, @InitiatedBy, @BadLines, @unknown)
        """, new
    {
        session.Id,
        session.Project,
        session.Title,
        session.FirstPrompt,
        session.Client,
        StartedAt = Text(session.StartedAt),
        EndedAt = Text(session.EndedAt),
        session.ActiveSeconds,
        spans = Json(session.ActiveSpans.Select(span => new[] { span.From.ToUnixTimeMilliseconds(), span.To.ToUnixTimeMilliseconds() })),
        session.MessageCount,
        session.HumanMessages,
        tools = Json(session.Tools),
        failures = Json(session.ToolFailures),
        session.McpFailures,
        skills = Json(session.SkillsUsed),
        session.LinesAdded,
        session.LinesRemoved,
        session.Commits,
        pulls = Json(session.PullRequests),
        session.Compactions,
        session.ApiErrors,
        session.CutShort,
        session.SubAgents,
        session.InitiatedBy,
        session.BadLines,
        unknown = Json(session.UnknownEntries),
    });

    public Task FacetAsync(string sessionId, SessionFacet facet) => db.ExecuteAsync("""
        insert into session_facets (session_id, outcome, user_satisfaction_counts, friction_counts, friction_detail, businesses, priority_alignment, priority_matched,
               completion_chain, skills_used, skills_missed, course_corrections, retry_loops, mcp_failures, session_cut_short, people_mentioned,
               relationship_actions, outreach_type, artifacts_created, evidence, extractor, extraction_model, prompt_version, extracted_messages, created_at, updated_at)
        values (@sessionId, @Outcome, @satisfaction, @friction, @FrictionDetail, @businesses, @PriorityAlignment, @PriorityMatched,
               @chain, @used, @missed, @CourseCorrections, @RetryLoops, @McpFailures, @SessionCutShort, @people,
               @actions, @OutreachType, @ArtifactsCreated, @evidence, @Extractor, @ExtractionModel, @PromptVersion, 12, @now, @now)
        """, new
    {
        sessionId,
        facet.Outcome,
        satisfaction = Json(facet.UserSatisfactionCounts),
        friction = Json(facet.FrictionCounts),
        facet.FrictionDetail,
        businesses = Json(facet.Businesses),
        facet.PriorityAlignment,
        facet.PriorityMatched,
        chain = Json(facet.CompletionChain),
        used = Json(facet.SkillsUsed),
        missed = Json(facet.SkillsMissed),
        facet.CourseCorrections,
        facet.RetryLoops,
        facet.McpFailures,
        facet.SessionCutShort,
        people = Json(facet.PeopleMentioned),
        actions = Json(facet.RelationshipActions),
        facet.OutreachType,
        facet.ArtifactsCreated,
        evidence = Json(facet.Evidence),
        facet.Extractor,
        facet.ExtractionModel,
        facet.PromptVersion,
        // Long after the session: no aggregate may go by it.
        now = "2026-11-11T11:11:11.111Z",
    });

    /// <param name="transcript">Its number.</param>
    /// <param name="sessionId">Null: nothing in the transcript says.</param>
    public Task TranscriptAsync(long transcript, string? sessionId) => db.ExecuteAsync("""
        insert into transcripts (id, path, session_id, kind, size, modified_at, read_to, copied_to, copies_seen, lines, bad_lines, facts, shrunk, archived_size)
        values (@transcript, 't.jsonl', @sessionId, 'session', 1, 1, 1, 0, 0, 1, 0, '{}', false, 0)
        """, new { transcript, sessionId });

    public Task UsageAsync(long transcript, string? at, string model, long input, long output, long write5m, long write1h, long read, int searches) => db.ExecuteAsync("""
        insert into message_usage (id, transcript_id, claim, at, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens,
               cache_read_tokens, web_searches, output_is_final)
        values (@id, @transcript, 0, @at, @model, @input, @output, @write5m, @write1h, @read, @searches, true)
        """, new { id = Guid.NewGuid().ToString(), transcript, at = at is null ? null : Columns.ToText(Some.Time(at)), model, input, output, write5m, write1h, read, searches });

    static string? Text(DateTimeOffset? time) => time is { } known ? Columns.ToText(known) : null;

    static string? Json<T>(T? value) => value is null ? null : JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}
