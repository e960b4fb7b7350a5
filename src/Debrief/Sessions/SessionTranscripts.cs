using Debrief.Storage;

namespace Debrief.Sessions;

/// <summary>The transcripts in which a session stands: its own without those of its sub-agents; of a sub-agent, its own.</summary>
sealed class SessionTranscripts(Database database)
{
    /// <summary>In the order in which they were begun.</summary>
    public async Task<IReadOnlyList<StoredTranscript>> OfAsync(Session session, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        using var find = new Statement(db, "select id, path, copied_to, shrunk from transcripts where session_id = @id and kind = @kind order by begun_at nulls first, path");
        await using var rows = find.Query(session.ParentId ?? session.Id, session.ParentId is null ? "session" : "sub_agent");
        var found = new List<StoredTranscript>();
        while (await rows.ReadAsync(cancel))
            found.Add(new(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2), rows.GetBoolean(3)));
        return session.ParentId is { } parent ? found.FindAll(transcript => SubAgents.IdOf(parent, transcript.Path) == session.Id) : found;
    }
}

/// <param name="CopiedTo">The offset at which its own part begins.</param>
sealed record StoredTranscript(long Id, string Path, long CopiedTo, bool HasShrunk);
