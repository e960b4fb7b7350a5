using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Debrief.Storage;

/// <summary>A database in one file of its owner's.</summary>
static class SqliteFile
{
    static SqliteFile()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0); // It would count what memory it takes, under a lock at each allocation; nobody asks.
    }

    /// <summary>Makes the file where it is missing.</summary>
    public static DbDataSource Open(string path)
    {
        PrivateFile.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path))
            PrivateFile.Create(path, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose(); // SQLite's files beside it take over its mode.
        return SqliteFactory.Instance.CreateDataSource(new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString());
    }

    /// <summary>
    /// Closes the connections that wait for their next use. Until then they stay open: the last one that closes makes SQLite copy its log into the file and wait for the disk,
    /// which takes longer than most of what is done between two questions.
    /// </summary>
    public static void Close(DbDataSource data)
    {
        using var any = new SqliteConnection(data.ConnectionString);
        SqliteConnection.ClearPool(any);
    }

    public static string? Explain(string path, Exception ex) => ex is SqliteException or IOException or UnauthorizedAccessException ? $"The database {path} can't be used: {Reason(ex)}" : null;

    static string Reason(Exception ex) => ex switch
    {
        SqliteException { SqliteErrorCode: 8 } => "it is read-only. Make its folder writable, or choose another with --home.",
        SqliteException { SqliteErrorCode: 14 } or UnauthorizedAccessException => "its folder can't be written. Make it writable, or choose another with --home.",
        SqliteException { SqliteErrorCode: 10 } => $"its disk fails, or is full: {ex.Message}",
        SqliteException { SqliteErrorCode: 13 } => "its disk is full. Free some space, or choose another folder with --home.",
        SqliteException { SqliteErrorCode: 26 } => "it is not a SQLite database. Move it away, or choose another folder with --home.",
        SqliteException { SqliteErrorCode: 11 } => "it is damaged. Restore it, or move it away and sync again.",
        _ => ex.Message,
    };
}
