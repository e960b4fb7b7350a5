using System.Data;
using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Debrief.Facets;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>What the database holds. One that isn't there is not made for this.</summary>
/// <param name="Kind">SQLite or PostgreSQL.</param>
/// <param name="Path">Of the file, or the address of the server: never with a password.</param>
/// <param name="Bytes">0 where that can't be known.</param>
/// <param name="Problem">Why it can't be used; null when it can, or isn't there.</param>
/// <param name="Counts">Null when it couldn't be read.</param>
sealed record DoctorDatabase(string Kind, string Path, bool Exists, long Bytes, string? Problem = null, DoctorCounts? Counts = null, DoctorQuality? Quality = null)
{
    /// <summary>Empty where nothing is synced, null where that can't be known. Too many to be shown.</summary>
    [JsonIgnore]
    public IReadOnlyList<DoctorSyncedTranscript>? Transcripts { get; init; }

    /// <param name="pendingIn">The sessions that wait in it.</param>
    public static async Task<DoctorDatabase> LookAsync(string connection, Func<Database, PendingSessions> pendingIn, TimeProvider clock, CancellationToken cancel)
    {
        var kind = ConnectionString.IsPostgres(connection) ? Dialect.Postgres.Name : Dialect.Sqlite.Name;
        var path = "";
        try
        {
            path = Connection.Shown(connection);
            // Opening brings its tables up to date, or says why it can't.
            await using var database = await Database.FindAsync(connection, cancel);
            if (database is null)
                return new(kind, path, Exists: false, Bytes: 0) { Transcripts = [] };

            await using var db = await database.ConnectAsync(cancel);
            var bytes = await db.ExecuteScalarAsync<long>(new CommandDefinition(database.Dialect.Size, cancellationToken: cancel));
            var counts = await DoctorCounts.ReadAsync(db, pendingIn(database), clock.GetUtcNow(), cancel);
            return new(kind, path, Exists: true, bytes, Counts: counts, Quality: await DoctorQuality.ReadAsync(db, cancel))
            {
                Transcripts = await DoctorSyncedTranscript.ReadAllAsync(db, cancel),
            };
        }
        catch (UserError ex)
        {
            return new(kind, path, Exists: true, Bytes: 0, ex.Message);
        }
        catch (Exception ex) when (ex is DbException or DataException or JsonException or FormatException or InvalidCastException)
        {
            // A damaged file can give any value anywhere: nothing that was read of it is told.
            return new(kind, path, Exists: true, Bytes: 0, $"The database {path} can't be read: {ex.Message} Restore it, or move it away and sync again.");
        }
    }

    public IEnumerable<DoctorLine> Lines()
    {
        if (!Exists)
            return [new(DoctorMark.Note, "database", $"nothing synced yet into {Kind}, {Path}", "debrief sync")];
        if (Counts is null)
            return [new(DoctorMark.Problem, "database", Problem!)];
        return [new(DoctorMark.Ok, "database", $"{Kind}, {Path} ({DoctorWords.Size(Bytes)}, its tables are up to date)"), .. Counts.Lines()];
    }
}
