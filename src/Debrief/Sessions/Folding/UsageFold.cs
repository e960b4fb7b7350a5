using System.Data.Common;
using Debrief.Storage;

namespace Debrief.Sessions.Folding;

/// <summary>
/// Folds the usage of old messages: rows that guard against counting a copy twice become a sum, and a hash each for the copy that turns up all the same. No sum changes.
/// It is done in small transactions that each leave the database whole; killed at any moment, the next run goes on.
/// </summary>
sealed class UsageFold(Database database)
{
    const int MostMessages = 5000;

    /// <param name="before">Of messages and transcripts that are younger nothing is touched.</param>
    /// <param name="isTrial">Says what it would do, and does nothing.</param>
    public async Task<FoldResult> RunAsync(DateTimeOffset before, bool isTrial, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        using var old = new OldTranscripts(db, before);
        using var rows = new FoldedRows(db, before);
        var result = new FoldResult(before, isTrial);
        // In the same turn as syncs, so that what is looked at stays as it is.
        using Statement begin = new(db, Dialect.Of(db).BeginAlone("sync")), commit = new(db, "commit"), rollback = new(db, "rollback");
        for (long? last = long.MinValue; last is { } after;)
        {
            cancel.ThrowIfCancellationRequested();
            begin.Run();
            try
            {
                last = Fold(old, rows, after, result);
                (isTrial ? rollback : commit).Run();
            }
            catch
            {
                RollBack(rollback);
                throw;
            }
        }

        return result;
    }

    static void RollBack(Statement rollback)
    {
        try
        {
            rollback.Run();
        }
        catch (Exception ex) when (ex is DbException or InvalidOperationException)
        {
            // The disk is full or the server gone, and with that the transaction: what is told is why, not this.
        }
    }

    /// <returns>The last transcript that was looked at; null: there are no more.</returns>
    static long? Fold(OldTranscripts old, FoldedRows rows, long after, FoldResult result)
    {
        long? last = null;
        var messages = 0;
        foreach (var transcript in old.After(after))
        {
            last = transcript;
            if (!old.IsGone(transcript))
            {
                result.Kept++;
                continue;
            }

            var folded = rows.Fold(transcript);
            result.Add(folded.Messages, folded.Rows);
            if ((messages += folded.Messages) >= MostMessages)
                break;
        }

        return last;
    }
}
