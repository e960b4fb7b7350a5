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
    /// <summary>Transcripts of which more messages, or fewer, have turned out to be copies than when they were last read.</summary>
    const string FindUnsettled = """
        select id, path, size, modified_at, read_to, ends_hash, copies
          from (select transcripts.*, (select count(*) from message_copies where transcript_id = transcripts.id) as copies from transcripts) as counted
         where copies <> copies_seen
         order by id
        """;

    public void Settle(CancellationToken cancel)
    {
        writer.Commit();
        foreach (var unsettled in Find())
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                Settle(unsettled);
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                // It, or the one it copies, can't be read just now. It stays unsettled, and is tried again next time.
            }
        }
    }

    void Settle(Unsettled transcript)
    {
        var file = transcript.File;
        // One that is gone, shrank or was written anew can't tell again what is known of it.
        if (file.Kind == TranscriptKind.Copy || !File.Exists(file.Path) || FileEnds.Hash(file.Path, transcript.ReadTo) != transcript.EndsHash)
        {
            writer.WriteCopiesSeen(file.Id, transcript.Copies);
            return;
        }

        var (ids, owners) = Copied(file.Id);
        var scan = TranscriptScan.Read(file, copiedTo: CopiedPart.End(file.Path, ids, owners), until: transcript.ReadTo);
        writer.WriteWithoutCopies(scan, transcript.Copies);
    }

    List<Unsettled> Find()
    {
        var found = new List<Unsettled>();
        using var unsettled = new Statement(db, FindUnsettled);
        using var rows = unsettled.Query();
        while (rows.Read())
            found.Add(new(new(rows.GetString(1), rows.GetInt64(2), rows.GetInt64(3)), rows.GetInt64(4), rows.GetString(5), rows.GetInt32(6)));
        return found;
    }

    (HashSet<string> Ids, List<string> Owners) Copied(long transcript)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var owners = new HashSet<string>(StringComparer.Ordinal);
        using var copied = new Statement(db, """
            select message_copies.message_id, owner.path
              from message_copies
              left join message_usage on message_usage.id = message_copies.message_id
              join transcripts owner on owner.id = coalesce(message_usage.transcript_id, message_copies.owner_id)
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

    /// <param name="ReadTo">How far it was read, and <paramref name="EndsHash"/> what its ends were then.</param>
    sealed record Unsettled(TranscriptFile File, long ReadTo, string EndsHash, int Copies);
}
