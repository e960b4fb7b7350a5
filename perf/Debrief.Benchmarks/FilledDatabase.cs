using System.Data.Common;
using System.Globalization;
using Debrief.Storage;

namespace Debrief.Benchmarks;

/// <summary>
/// A database with as many invented sessions as somebody wants, each with facets, a transcript and three messages, made by SQL where it lies.
/// 10,000 of them end in any 30 days, the last now.
/// </summary>
sealed class FilledDatabase(DbConnection db, bool isSqlite)
{
    const int SecondsBetween = 30 * 86_400 / 10_000;

    public static async Task<int> FillAsync(string connection, int sessions, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(connection, cancel);
        await using var db = await database.ConnectAsync(cancel);
        var filled = new FilledDatabase(db, database.Dialect == Dialect.Sqlite);
        await using (var transaction = await db.BeginTransactionAsync(cancel))
        {
            foreach (var insert in filled.Inserts())
                await filled.RunAsync(insert, sessions, cancel);
            await transaction.CommitAsync(cancel);
        }

        await filled.RunAsync(filled.IsSqlite ? "analyze" : "vacuum analyze", cancel);
        Console.WriteLine($"{sessions:N0} sessions in {database.Dialect.Name}");
        return 0;
    }

    /// <summary>As if nobody had ever asked.</summary>
    public static async Task<int> ForgetAsync(string connection, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(connection, cancel);
        await using var db = await database.ConnectAsync(cancel);
        await new FilledDatabase(db, database.Dialect == Dialect.Sqlite).RunAsync("delete from daily_insights", cancel);
        return 0;
    }

    bool IsSqlite => isSqlite;

    IEnumerable<string> Inserts() =>
    [
        $"""
        insert into claude_sessions (id, project, title, first_prompt, client, version, started_at, ended_at, active_seconds, active_spans, message_count, human_messages, prompt_reasons, tools,
            tool_failures, mcp_failures, skills_used, commands_used, files_touched, lines_added, lines_removed, commits, pushes, pull_requests, interruptions, rejections, retry_loops, compactions,
            api_errors, cut_short, sub_agents, initiated_by, bad_lines, unknown_entries)
        select id, '/work/project' || (n % 40), 'Session number ' || n || ' about {Word("n % 500")}', 'Please mend the division in calc.py, and say what you changed. Number ' || n, 'cli', '2.1.197', {Time("ended - 1800")}, {Time("ended")}, 1200,
               {Json("'[[' || ((ended - 1800) * 1000) || ',' || ((ended - 1200) * 1000) || '],[' || ((ended - 600) * 1000) || ',' || (ended * 1000) || ']]'")}, 40 + n % 60, 8, {Json("""'{"typed":8,"tool_result":30}'""")},
               {Json("""'{"Bash":12,"Edit":7,"Read":9,"Grep":4}'""")}, {Json("""'{"command_failed":2}'""")}, n % 2, {Json("""'{"compose":1}'""")}, {Json("'{}'")}, {Json("""'["/work/a.cs","/work/b.cs"]'""")}, 40, 12, n % 3, 0, {Json("'[]'")}, 0, 0, 0, 0, 0,
               n % 11 = 0, n % 4, case when n % 5 = 0 then 'scheduled-job' else 'user-interactive' end, 0, {Json("'{}'")}
          from sessions
        """,
        $"""
        insert into session_facets (session_id, underlying_goal, goal_categories, outcome, user_satisfaction_counts, friction_counts, friction_detail, brief_summary, businesses, priority_alignment,
            priority_matched, workflow_type, initiated_by, completion_chain, skills_used, skills_missed, course_corrections, retry_loops, mcp_failures, session_cut_short, people_mentioned, relationship_actions,
            outreach_type, artifacts_created, evidence, extractor, extraction_model, prompt_version, extracted_messages, created_at, updated_at)
        select id, 'Mend the division', {Json("""'{"fix_bug":1}'""")}, case n % 4 when 0 then 'fully_achieved' when 1 then 'mostly_achieved' when 2 then 'partially_achieved' else 'not_achieved' end, {Json("""'{"satisfied":1}'""")},
               {Json("'{\"buggy_code\":' || (n % 2) || '}'")}, 'A test failed at first.', 'The division was mended.', {Json("'[\"business-' || (n % 6) || '\"]'")},
               case n % 4 when 0 then 'aligned' when 1 then 'supportive' when 2 then 'neutral' else 'drift' end, 'priority-' || (n % 3), 'debugging', 'user-interactive', {Json("""'{"Started":2,"Completed":2,"Abandoned":0}'""")},
               {Json("""'["compose"]'""")}, {Json("""'["deploy"]'""")}, n % 3, 0, 0, n % 11 = 0, {Json("'[\"Person ' || (n % 200) || '\"]'")}, {Json("'[{\"Person\":\"Person ' || (n % 200) || '\",\"Action\":\"thanked\"}]'")}, 'none', 2,
               {Json($$"""
               '[{"Facet":"friction","Value":"buggy_code","Line":31,"Quote":"No, {{Word("n % 500")}} belongs to {{Word("n % 500 * 3 + 1000")}} and {{Word("n % 500 * 7 + 10000")}}","Speaker":"human","Who":"assistant"},{"Facet":"corrections","Value":"no","Line":40,"Quote":"No, that is wrong, I meant the other division","Speaker":"human"},{"Facet":"outcome","Value":"done","Line":77,"Quote":"All tests pass now","Speaker":"assistant"}]'
               """)},
               'rules', 'none', 'v2', 40 + n % 60, {Time("ended")}, {Time("ended")}
          from sessions
        """,
        $"""
        insert into transcripts (id, path, session_id, kind, begun_at, size, modified_at, read_to, ends_hash, copied_to, copies_seen, lines, bad_lines, facts, shrunk, archived_size)
        select n, '/home/alex/.claude/projects/-work/' || id || '.jsonl', id, 'session', ended * 1000, 100000, 1, 100000, 'x', 0, 0, 90, 0, {Json("'{}'")}, false, 100000
          from sessions
        """,
        $"""
        insert into message_usage (id, transcript_id, claim, at, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final)
        select 'msg_' || (n * 2654435761 % 4294967296) || '_' || part, n, 0, {Time("ended - part * 300")}, case part when 0 then 'claude-haiku-4-5-20251001' else 'claude-sonnet-4-5-20250929' end, 10, 500, 2000, 0, 50000, 0, true
          from sessions
          join (select 0 as part union all select 1 union all select 2) as parts on true
        """,
    ];

    Task RunAsync(string insert, int sessions, CancellationToken cancel)
    {
        var last = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60;
        var select = insert.IndexOf("select", StringComparison.Ordinal);
        // Ids in no order, as Claude Code's are.
        return RunAsync(string.Create(CultureInfo.InvariantCulture, $"""
            {insert[..select]}
            with recursive numbers(n) as (select cast(0 as bigint) union all select n + 1 from numbers where n < {sessions - 1}),
                 sessions as (select n, (n * 2654435761 % 4294967296) || '-5e55-4000-8000-' || n as id, {last} - n * {SecondsBetween} as ended from numbers)
            {insert[select..]}
            """), cancel);
    }

    async Task RunAsync(string sql, CancellationToken cancel)
    {
        await using var command = db.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Of Unix seconds.</summary>
    string Time(string seconds) => isSqlite ? $"strftime('%Y-%m-%dT%H:%M:%S.000Z', {seconds}, 'unixepoch')" : $"to_timestamp({seconds})";

    /// <summary>Words in letters, since quotes that differ in numbers alone are the same.</summary>
    static string Word(string number) =>
        $"' || {Enumerable.Range(0, 10).Aggregate($"cast({number} as text)", (text, digit) => $"replace({text}, '{digit}', '{"bcdfglmnrt"[digit]}a')")} || '";

    /// <summary>Of a text.</summary>
    string Json(string text) => isSqlite ? text : $"cast({text} as jsonb)";
}
