using System.Data.Common;
using System.Diagnostics;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Transcripts;

namespace Debrief.Sync;

/// <summary>Brings the archive up to what was read. It comes after the rows, so that these are there early; what is missing is made up for next time.</summary>
sealed class Archiving(Database database, TranscriptArchive archive)
{
    public async Task ArchiveAsync(SyncResult result, IProgress<SyncProgress>? progress, CancellationToken cancel)
    {
        using var mine = archive.TryLock();
        if (mine is null)
            return; // Another sync is at it, and does it all.

        await using var db = await database.ConnectAsync(cancel);
        var behind = Behind(db);
        if (behind.Count == 0)
            return;

        var watch = Stopwatch.StartNew();
        using var archived = new Statement(db, "update transcripts set archived_size = @size where id = @id");
        var done = 0;
        var writing = new Lock();
        await Parallel.ForEachAsync(behind, cancel, (transcript, _) =>
        {
            var isSaved = TrySave(transcript, result);
            lock (writing)
            {
                if (isSaved)
                    result.Archived += archived.Run(transcript.ReadTo, transcript.Id);
                progress?.Report(new(++done, behind.Count));
            }

            return ValueTask.CompletedTask;
        });
        result.ArchiveSeconds = Math.Round(watch.Elapsed.TotalSeconds, 3);
    }

    bool TrySave((long Id, string Path, long ReadTo) transcript, SyncResult result)
    {
        try
        {
            if (!File.Exists(transcript.Path))
                return false; // Deleted before it could be copied: its facts are left, and an older copy if there is one.

            return archive.Save(transcript.Path, transcript.Id, transcript.ReadTo);
        }
        catch (IOException ex) when (Outage.IsDiskFull(ex))
        {
            throw new WorkError($"The archive's disk is full: {ex.Message} Free some space. What was read is in the database; the next sync archives the rest.", ex);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // Named in the result and tried again next time; the rows are written.
            lock (result.Unreadable)
                result.Unreadable.Add(new(transcript.Path, $"not archived: {ex.Message}"));
            return false;
        }
    }

    static List<(long Id, string Path, long ReadTo)> Behind(DbConnection db)
    {
        var behind = new List<(long, string, long)>();
        using var find = new Statement(db, "select id, path, read_to from transcripts where archived_size < read_to and not shrunk order by path");
        using var rows = find.Query();
        while (rows.Read())
            behind.Add((rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2)));
        return behind;
    }
}
