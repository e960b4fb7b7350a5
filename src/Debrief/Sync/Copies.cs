using System.Data.Common;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Transcripts;

namespace Debrief.Sync;

/// <summary>
/// Resuming and forking copy a conversation's beginning into a new transcript. Their messages are found when their usage is written; here such a
/// transcript is read once more, and only what comes after its copied beginning counts, prompts and tools as well as tokens.
/// </summary>
sealed class Copies(DbConnection db, SyncWriter writer)
{
    /// <summary>Transcripts of which more messages have turned out to be copies than when they were last read.</summary>
    public const string Unsettled = """
        select transcripts.id, transcripts.path, transcripts.size, transcripts.modified_at, count(*)
          from message_copies
          join transcripts on transcripts.id = message_copies.transcript_id
         group by transcripts.id, transcripts.path, transcripts.size, transcripts.modified_at, transcripts.copies_seen
        having count(*) <> transcripts.copies_seen
         order by transcripts.id
        """;

    public void Settle(CancellationToken cancel)
    {
        writer.Commit();
        foreach (var (file, copies) in Find())
        {
            cancel.ThrowIfCancellationRequested();
            Settle(file, copies);
        }
    }

    void Settle(TranscriptFile file, int copies)
    {
        if (file.Kind == TranscriptKind.Copy || !File.Exists(file.Path))
        {
            writer.WriteCopiesSeen(file.Id, copies);
            return;
        }

        var (ids, owners) = Copied(file.Id);
        var scan = TranscriptScan.Read(file, copiedTo: CopiedPart.End(file.Path, ids, owners));
        writer.WriteWithoutCopies(scan, copies);
    }

    List<(TranscriptFile File, int Copies)> Find()
    {
        var found = new List<(TranscriptFile, int)>();
        using var unsettled = new Statement(db, Unsettled);
        using var rows = unsettled.Query();
        while (rows.Read())
            found.Add((new TranscriptFile(rows.GetString(1), rows.GetInt64(2), rows.GetInt64(3)), rows.GetInt32(4)));
        return found;
    }

    (HashSet<string> Ids, List<string> Owners) Copied(long transcript)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var owners = new HashSet<string>(StringComparer.Ordinal);
        using var copied = new Statement(db, """
            select message_copies.message_id, owner.path
              from message_copies
              join message_usage on message_usage.id = message_copies.message_id
              join transcripts owner on owner.id = message_usage.transcript_id
             where message_copies.transcript_id = @id
            """);
        using var rows = copied.Query(transcript);
        while (rows.Read())
        {
            ids.Add(rows.GetString(0));
            owners.Add(rows.GetString(1));
        }

        return (ids, [.. owners]);
    }
}
