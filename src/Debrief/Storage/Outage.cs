using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Debrief.Storage;

/// <summary>What goes wrong around a database that worked before: its server is stopped, its disk is full.</summary>
static class Outage
{
    const int SqliteBusy = 5, SqliteReadOnly = 8, SqliteFails = 10, SqliteFull = 13;
    const int DiskFullOnUnix = 28, DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>Soon over by itself, such as the restart of a server.</summary>
    public static bool MayPass(Exception ex) => ex is DbException and not SqliteException && PostgresServer.MayPass(ex);

    public static bool IsDiskFull(Exception ex) => ex is IOException { HResult: DiskFullOnUnix or DiskFullOnWindows };

    /// <summary>In a sentence or two for who runs the program; null where it is no outage.</summary>
    public static string? Explain(Exception ex) => ex switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => "The disk with the database is full. Free some space.",
        SqliteException { SqliteErrorCode: SqliteFails } io => $"The disk with the database fails, or is full: {io.Message}",
        SqliteException { SqliteErrorCode: SqliteBusy } => "Somebody else has been writing to the database for half a minute.",
        SqliteException { SqliteErrorCode: SqliteReadOnly } => "The database can't be written any more.",
        SqliteException => null,
        DbException => PostgresServer.ExplainOutage(ex),
        _ when IsDiskFull(ex) => $"The disk is full: {ex.Message} Free some space.",
        _ => null,
    };
}
