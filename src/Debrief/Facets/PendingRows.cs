namespace Debrief.Facets;

/// <summary>What extraction reads of a session's row. To be replaced by the session store's own reading.</summary>
static class PendingRows
{
    public const string Select = """
        select s.id, s.project, s.title, s.first_prompt, s.git_branch, s.client, s.version, s.started_at, s.ended_at, s.active_seconds, s.message_count, s.human_messages,
               s.prompt_reasons, s.tools, s.tool_failures, s.mcp_failures, s.skills_used, s.commands_used, s.files_touched, s.lines_added, s.lines_removed, s.commits,
               s.pushes, s.pull_requests, s.interruptions, s.rejections, s.retry_loops, s.compactions, s.api_errors, s.cut_short, s.resumed_from, s.sub_agents,
               s.initiated_by, s.bad_lines, s.unknown_entries, s.facets_extracted_at
          from claude_sessions s
        """;
}
