using System.Data;
using System.Data.Common;
using Dapper;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>Which sessions: null is any.</summary>
/// <param name="Since">Their end: then or later.</param>
/// <param name="Until">Their end: before then.</param>
/// <param name="Project">A glob on the working directory, or a part of it.</param>
sealed record SessionFilter(DateTimeOffset? Since, DateTimeOffset? Until, string? Project, string? Outcome, string? Alignment, string? Owner = null, string? Host = null);

/// <summary>Sessions page by page, the newest first. Those whose end is unknown are on none.</summary>
sealed class SessionPages(Database database)
{
    static SessionPages() => SessionColumns.Register();

    /// <param name="after">Where the page before ended; null: from the newest.</param>
    /// <returns>And where the next page goes on; null: there is none.</returns>
    public async Task<(IReadOnlyList<Session> Sessions, SessionCursor? Next)> ReadAsync(SessionFilter filter, SessionCursor? after, int limit, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await using var row = (DbDataReader)await db.ExecuteReaderAsync(new CommandDefinition("""
            select s.*
              from claude_sessions s
              left join session_facets f on f.session_id = s.id
             where s.parent_id is null
               and s.ended_at >= @since and s.ended_at < @until
               and (s.ended_at < @at or s.ended_at = @at and s.id < @id)
               and (@outcome = '' or f.outcome = @outcome)
               and (@alignment = '' or f.priority_alignment = @alignment)
               and (@owner = '' or s.owner = @owner)
               and (@host = '' or s.host = @host)
             order by s.ended_at desc, s.id desc
            """, Values(filter, after), cancellationToken: cancel));

        var sessions = new List<Session>();
        var read = row.GetRowParser<Session>();
        while (await row.ReadAsync(cancel))
        {
            if (filter.Project is { } project && !IsMeant(project, row))
                continue;
            if (sessions.Count == limit)
                return (sessions, SessionCursor.After(sessions[^1]));
            sessions.Add(read(row));
        }

        return (sessions, null);
    }

    /// <summary>Globs are matched here, so that they mean the same in every database.</summary>
    public static bool IsMeant(string project, DbDataReader row) =>
        !row.IsDBNull("project") && row.GetString("project") is var folder
        && (folder.Contains(project, StringComparison.OrdinalIgnoreCase) || ProjectGlob.Matches(project, folder));

    static object Values(SessionFilter filter, SessionCursor? after) => new
    {
        since = filter.Since ?? DateTimeOffset.MinValue,
        until = filter.Until ?? DateTimeOffset.MaxValue,
        at = after?.EndedAt ?? DateTimeOffset.MaxValue,
        id = after?.Id ?? "",
        outcome = filter.Outcome ?? "",
        alignment = filter.Alignment ?? "",
        owner = filter.Owner ?? "",
        host = filter.Host ?? "",
    };
}
