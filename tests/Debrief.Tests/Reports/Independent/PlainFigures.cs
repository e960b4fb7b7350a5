using System.Data.Common;
using System.Globalization;
using Dapper;
using Debrief.Facets.Rules;
using Debrief.Insights;
using Debrief.LanguageModels;
using Debrief.Profile;

namespace Debrief.Tests.Reports.Independent;

/// <summary>The figures of a period by plain SQL over the tables, on SQLite. Of the program's code it uses only what says what a period, the profile and a price is.</summary>
sealed class PlainFigures(DbConnection db, Period period)
{
    /// <summary>What only the profile knows of sessions, names and projects, as tables.</summary>
    public static async Task PrepareAsync(DbConnection db, UserProfile profile)
    {
        await db.ExecuteAsync("""
            drop table if exists temp.who; drop table if exists temp.called;
            create temp table who (id text primary key, starter text not null, business text, place text);
            create temp table called (name text primary key, person text not null);
            """);
        foreach (var row in (await db.QueryAsync("select s.id, s.project, s.first_prompt, s.client, s.initiated_by, json_extract(f.businesses, '$[0]') as judged from claude_sessions s left join session_facets f on f.session_id = s.id")).ToList())
        {
            var business = profile.Businesses.Count == 0 ? null : (string?)row.judged ?? profile.BusinessOf((string?)row.project)?.Slug;
            await db.ExecuteAsync("insert into who values (@id, @starter, @business, @place)", new { id = (string)row.id, starter = profile.InitiatedBy((string?)row.project, (string?)row.first_prompt, (string?)row.client, (string)row.initiated_by), business, place = Attribution.ProjectOf((string?)row.project) });
        }
        foreach (var name in (await db.QueryAsync<string>("select distinct value from session_facets, json_each(people_mentioned)")).ToList())
            await db.ExecuteAsync("insert into called values (@name, @person)", new { name, person = profile.People.FirstOrDefault(person => person.Aliases.Prepend(person.Name).Contains(name, StringComparer.OrdinalIgnoreCase))?.Name ?? name });
    }

    /// <summary>How far a session reached its goal.</summary>
    public const string Reached = "case outcome when 'fully_achieved' then 1.0 when 'mostly_achieved' then 0.9 when 'partially_achieved' then 0.5 else 0 end";

    /// <summary>The sessions of the person and all that ended, with their facets; to be put before a question.</summary>
    const string Sets = """
        with ended as (
            select s.*, w.starter, w.business, w.place, f.extractor, f.prompt_version, f.underlying_goal, f.friction_detail, f.outcome, f.user_satisfaction_counts, f.friction_counts, f.priority_alignment, f.priority_matched, f.completion_chain,
                   f.skills_used as facet_skills, f.skills_missed, f.course_corrections, f.retry_loops as loops, f.mcp_failures as failed_mcp, f.session_cut_short, f.people_mentioned, f.outreach_type,
                   f.estimated_time_saved_minutes as minutes, f.artifacts_created, f.knowledge_filed, f.decisions_made, f.evidence
              from claude_sessions s join who w on w.id = s.id left join session_facets f on f.session_id = s.id
             where s.parent_id is null and s.ended_at >= @From and s.ended_at < @To),
        own as (select * from ended where starter in ('user-interactive', 'discord-mention') and human_messages > 0)
        """;

    public Task<long> CountAsync(string what, string from = "own", string where = "true") => db.ExecuteScalarAsync<long>($"{Sets} select {what} from {from} where {where}", Times);

    /// <summary>Null where there is nothing to add up.</summary>
    public Task<long?> SumAsync(string what, string from = "own", string where = "true") => db.ExecuteScalarAsync<long?>($"{Sets} select sum({what}) from {from} where {where}", Times);

    public async Task<IReadOnlyList<(string Name, long Value)>> TallyAsync(string name, string count, string from, string where = "true") =>
        [.. await db.QueryAsync<(string, long)>($"{Sets} select {name}, {count} as n from {from} where {where} group by 1 having n > 0 order by n desc, 1", Times)];

    /// <summary>Rows of the person's sessions, also of those that ended so long before, in the order of their end.</summary>
    public async Task<IReadOnlyList<dynamic>> EndedSinceAsync(string columns, TimeSpan before = default) =>
        [.. await db.QueryAsync($"{Sets} select {columns} from own order by ended_at, id", new { From = period.From - before, period.To })];

    public static DateTimeOffset TimeOf(string stored) => DateTimeOffset.Parse(stored, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Runs of jobs that are over, with those that didn't succeed.</summary>
    public async Task<IReadOnlyList<(string Job, long Runs, long Failed)>> JobsAsync() =>
        [.. await db.QueryAsync<(string, long, long)>("select job, count(*), sum(outcome <> 'succeeded') from job_runs where outcome <> 'running' and started_at >= @From and started_at < @To group by 1 order by 1", Times)];

    /// <summary>Time at work, overlaps once, in milliseconds.</summary>
    public Task<long> ActiveAsync(string where = "true") => db.ExecuteScalarAsync<long>($"""
        with spans as (
            select max(json_extract(span.value, '$[0]'), @from) as f, min(json_extract(span.value, '$[1]'), @to) as t
              from claude_sessions s join who w on w.id = s.id left join session_facets f on f.session_id = s.id, json_each(s.active_spans) as span
             where s.parent_id is null and w.starter in ('user-interactive', 'discord-mention') and s.human_messages > 0 and ({where})),
        reached as (
            select f, t, max(t) over (order by f, t rows between unbounded preceding and 1 preceding) as r from spans where f < t)
        select coalesce(sum(max(0, t - max(f, coalesce(r, f)))), 0) from reached
        """, new { from = period.From.ToUnixTimeMilliseconds(), to = period.To.ToUnixTimeMilliseconds() });

    /// <summary>Of the sessions that a condition holds of, those without one among them.</summary>
    public async Task<IReadOnlyList<string?>> ProjectsAsync(string where) => [.. await db.QueryAsync<string?>($"select distinct place from who where {where}")];

    /// <summary>How the sub-agents of the sessions that ended did.</summary>
    public async Task<IReadOnlyList<(string Name, long Value)>> SubAgentsAsync() =>
        [.. await db.QueryAsync<(string, long)>($"{Sets} select f.outcome, count(*) from ended join claude_sessions s on s.parent_id = ended.id join session_facets f on f.session_id = s.id group by 1", Times)];

    public async Task<(long Tokens, double Cost, long Unpriced)> SpentAsync(string where = "true")
    {
        var rows = await db.QueryAsync($"""
            select u.model, sum(u.input_tokens) as i, sum(u.output_tokens) as o, sum(u.cache_creation_5m_tokens) as w5, sum(u.cache_creation_1h_tokens) as w1, sum(u.cache_read_tokens) as r, sum(u.web_searches) as s
              from message_usage u left join transcripts t on t.id = u.transcript_id left join claude_sessions s on s.id = t.session_id left join who w on w.id = s.id
             where (u.at >= @From and u.at < @To or u.at is null and s.ended_at >= @From and s.ended_at < @To) and ({where})
             group by u.model
            """, Times);
        var (tokens, cost, unpriced) = (0L, 0.0, 0L);
        foreach (var row in rows)
        {
            long all = (long)row.i + (long)row.o + (long)row.w5 + (long)row.w1 + (long)row.r;
            tokens += all;
            if (Prices.Cost((string)row.model, (long)row.i, (long)row.o, (long)row.w5, (long)row.w1, (long)row.r, (long)row.s) is { } usd)
                cost += usd;
            else
                unpriced += all;
        }
        return (tokens, cost, unpriced);
    }

    object Times => new { period.From, period.To };
}
