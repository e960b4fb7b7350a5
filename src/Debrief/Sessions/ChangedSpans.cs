using System.Data.Common;
using Dapper;
using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>
/// Notes, in the same transaction, between which moments something changed: what was reckoned of a day that had fewer changes isn't current. Notes are only
/// added, so that nobody waits for anybody else's.
/// </summary>
static class ChangedSpans
{
    // With its parent, at whose end a sub-agent's outcome counts.
    const string NoteSession = """
        insert into changed_spans (from_at, to_at, changes)
        select coalesce(started_at, ended_at), ended_at, 1
          from claude_sessions
         where (id = @id or id = (select parent_id from claude_sessions where id = @id)) and ended_at is not null
        """;

    /// <summary>To be run with the session's id before and after a change of when it was.</summary>
    public static Statement OfSession(DbConnection db) => new(db, NoteSession);

    /// <summary>To be run with two moments.</summary>
    public static Statement Between(DbConnection db) => new(db, "insert into changed_spans (from_at, to_at, changes) values (@from, @to, 1)");

    public static Task NoteSessionAsync(DbConnection db, DbTransaction transaction, string id, CancellationToken cancel) =>
        db.ExecuteAsync(new CommandDefinition(NoteSession, new { id }, transaction, cancellationToken: cancel));
}
