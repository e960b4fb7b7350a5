using System.Data;
using System.Data.Common;
using Dapper;
using Debrief.Facets.Rules;
using Debrief.Facets.Runs;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Insights;

/// <summary>The rows that aggregates are made of. Lists and counts are taken apart here, so that the SQL is the same in every database.</summary>
sealed class PeriodRows(DbConnection db, UserProfile profile, SessionSelection selection)
{
    /// <summary>Projects whose sessions are left out; null: none.</summary>
    public Func<string?, bool>? LeavesOut { get; init; }

    static PeriodRows() => Columns.Register();

    readonly RowReading _reading = new();
    readonly Dictionary<string, string?> _businesses = [];

    /// <summary>The sessions that ended or were at work in it, in the order of their end.</summary>
    public async Task<IReadOnlyList<PastSession>> SessionsAsync(Period period, CancellationToken cancel)
    {
        await using var row = await ReadAsync("""
            with at_work as (
                select id
                  from claude_sessions
                 where parent_id is null and ended_at >= @from and ended_at < @to and (@owner = '' or owner = @owner)
                 union all
                select id
                  from claude_sessions
                 where parent_id is null and ended_at >= @to and started_at < @to and (@owner = '' or owner = @owner))
            select s.id, s.project, s.title, s.first_prompt, s.git_branch, s.client, s.started_at, s.ended_at, s.active_spans, s.message_count, s.human_messages,
                   s.tools, s.tool_failures, s.mcp_failures, s.skills_used, s.lines_added, s.lines_removed, s.commits, s.pull_requests,
                   s.compactions, s.api_errors, s.cut_short, s.sub_agents, s.initiated_by, s.bad_lines, s.unknown_entries, s.files_touched, s.resumed_from,
                   f.extractor, f.extraction_model, f.prompt_version, f.underlying_goal, f.outcome, f.user_satisfaction_counts, f.friction_counts, f.friction_detail,
                   f.businesses, f.priority_alignment, f.priority_matched, f.workflow_type, f.completion_chain, f.skills_used as facet_skills_used, f.skills_missed,
                   f.course_corrections, f.retry_loops, f.mcp_failures as facet_mcp_failures, f.session_cut_short,
                   f.people_mentioned, f.relationship_actions, f.outreach_type, f.estimated_time_saved_minutes, f.artifacts_created, f.knowledge_filed, f.decisions_made, f.evidence
              from at_work w
              join claude_sessions s on s.id = w.id
              left join session_facets f on f.session_id = s.id
             order by s.ended_at, s.id
            """, new { from = period.From, to = period.To, owner = selection.Owner ?? "" }, cancel);

        var sessions = new List<PastSession>();
        while (await row.ReadAsync(cancel))
        {
            if (IsLeftOut(row.Text("project")))
                continue;
            var facts = _reading.FactsOf(row);
            var facet = _reading.FacetOf(row);
            var business = BusinessOf(facet?.Businesses, facts.Project);
            if (selection.Takes(business, facts.Project, facet?.WorkflowType))
                sessions.Add(new(facts, facet, profile.InitiatedBy(facts.Project, facts.FirstPrompt, facts.Client, facts.InitiatedBy), business));
        }
        return sessions;
    }

    /// <summary>The first moment of all that ended or was spent since; null where there is nothing.</summary>
    public async Task<DateTimeOffset?> EarliestAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var row = await ReadAsync("""
            select min(started_at) as started_at, min(ended_at) as ended_at, (select min(at) from message_usage where at >= @since) as at
              from claude_sessions
             where ended_at >= @since -- whatever its parent_id: what sub-agents spent counts too
            """, new { since }, cancel);
        await row.ReadAsync(cancel);
        return new[] { row.Time("started_at"), row.Time("ended_at"), row.Time("at") }.Min();
    }

    /// <summary>What was spent within the period, by business and model; where an entry has no time, it counts at its session's end.</summary>
    public async Task<IReadOnlyList<Spending>> SpendingsAsync(Period period, CancellationToken cancel)
    {
        await using var row = await ReadAsync("""
            with spent as (
                select *
                  from message_usage
                 where at >= @from and at < @to
                 union all
                select u.*
                  from message_usage u
                  join transcripts t on t.id = u.transcript_id
                  join claude_sessions s on s.id = t.session_id
                 where u.at is null and s.ended_at >= @from and s.ended_at < @to),
            by_transcript as (
                select transcript_id, model, sum(input_tokens) as input, sum(output_tokens) as output, sum(cache_creation_5m_tokens) as write_5m,
                       sum(cache_creation_1h_tokens) as write_1h, sum(cache_read_tokens) as cache_read, sum(web_searches) as searches
                  from spent
                 group by transcript_id, model)
            select u.model, s.project, f.businesses, f.workflow_type, cast(sum(u.input) as bigint) as input, cast(sum(u.output) as bigint) as output, cast(sum(u.write_5m) as bigint) as write_5m,
                   cast(sum(u.write_1h) as bigint) as write_1h, cast(sum(u.cache_read) as bigint) as cache_read, cast(sum(u.searches) as bigint) as searches
              from by_transcript u
              left join transcripts t on t.id = u.transcript_id
              left join claude_sessions s on s.id = t.session_id
              left join session_facets f on f.session_id = s.id
             where @owner = '' or s.owner = @owner
             group by u.model, s.project, f.businesses, f.workflow_type
            """, new { from = period.From, to = period.To, owner = selection.Owner ?? "" }, cancel);

        var spent = new List<Spending>();
        while (await row.ReadAsync(cancel))
        {
            var project = row.Text("project");
            var business = BusinessOf(row.Text("businesses"), project);
            if (Takes(business, project, row.Text("workflow_type")))
                spent.Add(SpendingOf(row, business, Attribution.ProjectOf(project)));
        }
        return [.. spent.GroupBy(each => (each.Business, each.Project, each.Model)).Select(Spending.Sum)];
    }

    /// <summary>Sessions that ended in the period and whose facets were tried in vain, as `debrief extract --failed` lists them.</summary>
    public async Task<int> FailedAsync(Period period, CancellationToken cancel)
    {
        // Beginning with the failures, which are few: SQLite joins in the order that a cross join says.
        await using var row = await ReadAsync($"""
            select distinct s.id, s.project
              from extraction_attempts a
             cross join claude_sessions s
              left join session_facets f on f.session_id = s.id
             where s.id = a.session_id
               and s.parent_id is null and s.ended_at >= @from and s.ended_at < @to and s.message_count > 5 and (@owner = '' or s.owner = @owner)
               and f.session_id is null
               and {AttemptReader.Stands}
            """, new { from = period.From, to = period.To, owner = selection.Owner ?? "" }, cancel);

        var failed = 0;
        while (await row.ReadAsync(cancel))
            failed += Takes(BusinessOf((string?)null, row.Text("project")), row.Text("project"), kind: null) ? 1 : 0;
        return failed;
    }

    /// <summary>How the sub-agents of sessions that ended in the period did, as far as they have facets.</summary>
    public async Task<IReadOnlyList<string?>> SubAgentOutcomesAsync(Period period, CancellationToken cancel)
    {
        await using var row = await ReadAsync("""
            select f.outcome, p.project, g.businesses, g.workflow_type
              from claude_sessions s
              join claude_sessions p on p.id = s.parent_id
              join session_facets f on f.session_id = s.id
              left join session_facets g on g.session_id = p.id
             where p.ended_at >= @from and p.ended_at < @to and (@owner = '' or p.owner = @owner)
            """, new { from = period.From, to = period.To, owner = selection.Owner ?? "" }, cancel);

        var outcomes = new List<string?>();
        while (await row.ReadAsync(cancel))
            if (Takes(BusinessOf(row.Text("businesses"), row.Text("project")), row.Text("project"), row.Text("workflow_type")))
                outcomes.Add(row.Text("outcome"));
        return outcomes;
    }

    /// <summary>When the person's last session before then ended. Of a person without any, when the last one at all did; null where there is none.</summary>
    public async Task<DateTimeOffset?> LatestEndAsync(DateTimeOffset before, CancellationToken cancel)
    {
        // It is among the latest nearly always; a server would sort them all for whoever doesn't say that a few will do.
        var (latest, isPersons) = await LatestEndAsync(before, most: 100, cancel);
        return isPersons || latest is null ? latest : (await LatestEndAsync(before, int.MaxValue, cancel)).Latest;
    }

    async Task<(DateTimeOffset? Latest, bool IsPersons)> LatestEndAsync(DateTimeOffset before, int most, CancellationToken cancel)
    {
        await using var row = await ReadAsync("""
            select ended_at, project, first_prompt, client, initiated_by, human_messages
              from claude_sessions
             where parent_id is null and ended_at < @before and (@owner = '' or owner = @owner)
             order by ended_at desc, id
             limit @most
            """, new { before, owner = selection.Owner ?? "", most }, cancel);

        DateTimeOffset? latest = null;
        while (await row.ReadAsync(cancel))
        {
            var ended = row.GetFieldValue<DateTimeOffset>("ended_at");
            latest ??= ended;
            var startedBy = profile.InitiatedBy(row.Text("project"), row.Text("first_prompt"), row.Text("client"), row.GetString("initiated_by"));
            if (new PastSession(new() { Id = "", EndedAt = ended, HumanMessages = row.GetInt32("human_messages") }, null, startedBy, null).IsPersons)
                return (ended, true);
        }
        return (latest, false);
    }

    static Spending SpendingOf(DbDataReader row, string? business, string? project) => new(
        business,
        project,
        row.GetString("model"),
        row.GetInt64("input"),
        row.GetInt64("output"),
        row.GetInt64("write_5m"),
        row.GetInt64("write_1h"),
        row.GetInt64("cache_read"),
        row.GetInt64("searches"));

    /// <param name="judged">As JSON. Many a message was for the same.</param>
    string? BusinessOf(string? judged, string? project)
    {
        var key = $"{project}\n{judged}";
        if (!_businesses.TryGetValue(key, out var business))
            _businesses.Add(key, business = BusinessOf(_reading.Names(judged), project));
        return business;
    }

    /// <summary>Where the profile names no business, what a session was for is told by its project.</summary>
    string? BusinessOf(IReadOnlyList<string>? judged, string? project) =>
        profile.Businesses.Count == 0 ? Attribution.ProjectOf(project)
        : profile.BusinessOf(judged, project);

    bool Takes(string? business, string? project, string? kind) => !IsLeftOut(project) && selection.Takes(business, project, kind);

    bool IsLeftOut(string? project) => LeavesOut?.Invoke(project) == true;

    async Task<DbDataReader> ReadAsync(string sql, object parameters, CancellationToken cancel) =>
        (DbDataReader)await db.ExecuteReaderAsync(new CommandDefinition(sql, parameters, cancellationToken: cancel));
}
