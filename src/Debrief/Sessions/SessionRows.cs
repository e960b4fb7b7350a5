using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>Writes claude_sessions; facets_extracted_at is left as it is.</summary>
sealed class SessionRows(DbConnection db) : IDisposable
{
    readonly Statement _save = new(db, """
        insert into claude_sessions (id, project, title, first_prompt, git_branch, client, version, started_at, ended_at, active_seconds, active_spans,
                                     message_count, human_messages, prompt_reasons, tools, tool_failures, mcp_failures, skills_used, commands_used,
                                     files_touched, lines_added, lines_removed, commits, pushes, pull_requests, interruptions, rejections, retry_loops,
                                     compactions, api_errors, cut_short, resumed_from, sub_agents, initiated_by, bad_lines, unknown_entries, parent_id, owner, host)
        values (@id, @project, @title, @first_prompt, @git_branch, @client, @version, @started_at, @ended_at, @active_seconds, @active_spans,
                @message_count, @human_messages, @prompt_reasons, @tools, @tool_failures, @mcp_failures, @skills_used, @commands_used,
                @files_touched, @lines_added, @lines_removed, @commits, @pushes, @pull_requests, @interruptions, @rejections, @retry_loops,
                @compactions, @api_errors, @cut_short, @resumed_from, @sub_agents, @initiated_by, @bad_lines, @unknown_entries, @parent_id, @owner, @host)
        on conflict (id) do update
           set project = excluded.project, title = excluded.title, first_prompt = excluded.first_prompt, git_branch = excluded.git_branch,
               client = excluded.client, version = excluded.version, started_at = excluded.started_at, ended_at = excluded.ended_at,
               active_seconds = excluded.active_seconds, active_spans = excluded.active_spans, message_count = excluded.message_count,
               human_messages = excluded.human_messages, prompt_reasons = excluded.prompt_reasons, tools = excluded.tools,
               tool_failures = excluded.tool_failures, mcp_failures = excluded.mcp_failures, skills_used = excluded.skills_used,
               commands_used = excluded.commands_used, files_touched = excluded.files_touched, lines_added = excluded.lines_added,
               lines_removed = excluded.lines_removed, commits = excluded.commits, pushes = excluded.pushes, pull_requests = excluded.pull_requests,
               interruptions = excluded.interruptions, rejections = excluded.rejections, retry_loops = excluded.retry_loops,
               compactions = excluded.compactions, api_errors = excluded.api_errors, cut_short = excluded.cut_short,
               resumed_from = excluded.resumed_from, sub_agents = excluded.sub_agents, initiated_by = excluded.initiated_by,
               bad_lines = excluded.bad_lines, unknown_entries = excluded.unknown_entries, owner = excluded.owner, host = excluded.host
        """);

    readonly Statement _remove = new(db, "delete from claude_sessions where id = @id");

    readonly Statement _changed = ChangedSpans.OfSession(db);

    public int Save(Session s)
    {
        // Where it was before may not be where it is now.
        _changed.Run(s.Id);
        var rows = Write(s);
        _changed.Run(s.Id);
        return rows;
    }

    /// <summary>For a session that turned out to be nothing but a copy of another.</summary>
    public int Remove(string id)
    {
        _changed.Run(id);
        return _remove.Run(id);
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_save, _remove, _changed])
            statement.Dispose();
    }

    int Write(Session s) => _save.Run(
        s.Id, s.Project, s.Title, s.FirstPrompt, s.GitBranch, s.Client, s.Version, s.StartedAt, s.EndedAt, s.ActiveSeconds, Json(s.ActiveSpans),
        s.MessageCount, s.HumanMessages, Json(s.PromptReasons), Json(s.Tools), Json(s.ToolFailures), s.McpFailures, Json(s.SkillsUsed), Json(s.CommandsUsed),
        Json(s.FilesTouched), s.LinesAdded, s.LinesRemoved, s.Commits, s.Pushes, Json(s.PullRequests), s.Interruptions, s.Rejections, s.RetryLoops,
        s.Compactions, s.ApiErrors, s.CutShort, s.ResumedFrom, s.SubAgents, s.InitiatedBy, s.BadLines, Json(s.UnknownEntries), s.ParentId, s.Owner, s.Host);

    static string Json(IReadOnlyDictionary<string, int> counts) => counts.Count == 0 ? "{}" : StoredText.Json(counts, SessionJson.Default.IReadOnlyDictionaryStringInt32);
    static string Json(IReadOnlyList<string> list) => list.Count == 0 ? "[]" : StoredText.Json(list, SessionJson.Default.IReadOnlyListString);
    static string Json(IReadOnlyList<ActiveSpan> spans) => StoredText.Json(spans, SessionJson.Default.IReadOnlyListActiveSpan);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(ActiveSpanConverter)])]
[JsonSerializable(typeof(IReadOnlyDictionary<string, int>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<ActiveSpan>))]
sealed partial class SessionJson : JsonSerializerContext;

/// <summary>A span as [from, to] in Unix milliseconds.</summary>
sealed class ActiveSpanConverter : JsonConverter<ActiveSpan>
{
    public override ActiveSpan Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        reader.Read();
        var from = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());
        reader.Read();
        var to = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());
        reader.Read();
        return new(from, to);
    }

    public override void Write(Utf8JsonWriter writer, ActiveSpan span, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(span.From.ToUnixTimeMilliseconds());
        writer.WriteNumberValue(span.To.ToUnixTimeMilliseconds());
        writer.WriteEndArray();
    }
}
