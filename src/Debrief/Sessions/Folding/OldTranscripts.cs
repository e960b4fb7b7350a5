using System.Data.Common;
using Debrief.Storage;

namespace Debrief.Sessions.Folding;

/// <summary>Transcripts of which nothing new is expected, nor a copy: they and all that share their session or their messages are old, and gone from the disk.</summary>
sealed class OldTranscripts(DbConnection db, DateTimeOffset before) : IDisposable
{
    const int AtATime = 200;

    readonly Statement _find = new(db, """
        select t.id
          from transcripts t
          left join folded_transcripts f on f.transcript_id = t.id
         where t.id > @after and t.modified_at < @before and (f.read_to is null or f.read_to <> t.read_to)
         order by t.id
         limit @most
        """);

    readonly Statement _holders = new(db, """
        select path, modified_at, owner from transcripts where id = @id
         union
        select path, modified_at, owner from transcripts where session_id = (select session_id from transcripts where id = @id)
         union
        select path, modified_at, owner
          from transcripts
         where id in (select c.transcript_id from message_usage u join message_copies c on c.message_id = u.id where u.transcript_id = @id)
        """);

    /// <summary>The next of those that are old themselves, by their ids.</summary>
    public List<long> After(long id)
    {
        var found = new List<long>();
        using var row = _find.Query(id, before.UtcTicks, AtATime);
        while (row.Read())
            found.Add(row.GetInt64(0));
        return found;
    }

    public bool IsGone(long id)
    {
        using var row = _holders.Query(id);
        while (row.Read())
            // What others pushed stays on this disk: it is gone when nothing was added for so long.
            if (row.GetInt64(1) >= before.UtcTicks || (row.IsDBNull(2) && File.Exists(row.GetString(0))))
                return false;
        return true;
    }

    public void Dispose()
    {
        _find.Dispose();
        _holders.Dispose();
    }
}
