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
    const int BatchToLookThrough = 500;

    static SessionPages() => SessionColumns.Register();

    /// <param name="after">Where the page before ended; null: from the newest.</param>
    /// <returns>And where the next page goes on; null: there is none.</returns>
    public async Task<(IReadOnlyList<Session> Sessions, SessionCursor? Next)> ReadAsync(SessionFilter filter, SessionCursor? after, int limit, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        // No more than the page, where all are meant: a server would read them all for whoever doesn't say so.
        var most = filter.Project is null ? limit + 1 : Math.Max(limit + 1, BatchToLookThrough);
        var sessions = new List<Session>();
        while (true)
        {
            var batch = await BatchAsync(db, filter, after, most, cancel);
            foreach (var session in batch.Where(session => filter.Project is not { } project || IsMeant(project, session.Project)))
            {
                if (sessions.Count == limit)
                    return (sessions, SessionCursor.After(sessions[^1]));
                sessions.Add(session);
            }

            if (batch.Count < most)
                return (sessions, null);
            after = SessionCursor.After(batch[^1]);
        }
    }

    /// <summary>Globs are matched here, so that they mean the same in every database.</summary>
    public static bool IsMeant(string project, string? folder) =>
        folder is not null && (folder.Contains(project, StringComparison.OrdinalIgnoreCase) || ProjectGlob.Matches(project, folder));

    static async Task<List<Session>> BatchAsync(DbConnection db, SessionFilter filter, SessionCursor? after, int most, CancellationToken cancel) =>
        (await db.QueryAsync<Session>(new CommandDefinition("""
            select s.*
              from claude_sessions s
              left join session_facets f on f.session_id = s.id
             where s.parent_id is null
               and s.ended_at >= @since and s.ended_at < @until
               and s.ended_at <= @at and (s.ended_at < @at or s.id < @id)
               and (@outcome = '' or f.outcome = @outcome)
               and (@alignment = '' or f.priority_alignment = @alignment)
               and (@owner = '' or s.owner = @owner)
               and (@host = '' or s.host = @host)
             order by s.ended_at desc, s.id desc
             limit @most
            """, Values(filter, after, most), cancellationToken: cancel))).AsList();

    static object Values(SessionFilter filter, SessionCursor? after, int most) => new
    {
        most,
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
