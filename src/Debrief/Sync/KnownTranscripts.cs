using System.Data.Common;
using Debrief.Storage;
using Debrief.Transcripts;

namespace Debrief.Sync;

/// <summary>What the database knew of the transcripts when the sync began.</summary>
sealed class KnownTranscripts : IDisposable
{
    readonly Dictionary<long, Fingerprint> _fingerprints = [];
    readonly Statement _find;
    readonly Lock _finding = new();

    public KnownTranscripts(DbConnection db)
    {
        ReadFingerprints(db);
        HasUnsettledCopies = FindUnsettled(db);
        _find = new Statement(db, "select read_to, ends_hash, copied_to, facts from transcripts where id = @id");
    }

    /// <summary>An earlier sync ended before it looked at all copies.</summary>
    public bool HasUnsettledCopies { get; }

    /// <summary>The archive lacks some of what was read.</summary>
    public bool IsArchiveBehind { get; private set; }

    public bool IsUnchanged(TranscriptFile file) => _fingerprints.TryGetValue(file.Id, out var known) && known == new Fingerprint(file.Size, file.ModifiedAt);

    /// <summary>May be called by several readers at once.</summary>
    public KnownTranscript? Find(TranscriptFile file)
    {
        if (!_fingerprints.ContainsKey(file.Id))
            return null;

        lock (_finding)
        {
            using var row = _find.Query(file.Id);
            return row.Read() ? new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), TranscriptRows.Facts(row.GetString(3))) : null;
        }
    }

    public void Dispose() => _find.Dispose();

    void ReadFingerprints(DbConnection db)
    {
        using var all = new Statement(db, "select id, size, modified_at, archived_size < read_to and not shrunk from transcripts"); // All of it in transcripts_at_a_glance.
        using var rows = all.Query();
        while (rows.Read())
        {
            _fingerprints.Add(rows.GetInt64(0), new(rows.GetInt64(1), rows.GetInt64(2)));
            IsArchiveBehind |= rows.GetBoolean(3);
        }
    }

    static bool FindUnsettled(DbConnection db)
    {
        using var unsettled = new Statement(db, """
            select 1
              from transcripts
              left join (select transcript_id, count(*) as copies from message_copies group by transcript_id) as copied on copied.transcript_id = transcripts.id
             where copies_seen <> coalesce(copies, 0)
             limit 1
            """);
        using var any = unsettled.Query();
        return any.Read();
    }

    readonly record struct Fingerprint(long Size, long ModifiedAt);
}
