using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Debrief.Storage;

/// <summary>Where everything is kept. SQLite, in one file; a new or older file is brought up to date when it is opened.</summary>
sealed class Database : IAsyncDisposable
{
    readonly DbDataSource _data;

    Database(DbDataSource data) => _data = data;

    /// <exception cref="UserError">The file can't be opened or written, isn't a database, or was made by a newer version.</exception>
    public static async Task<Database> OpenAsync(string path, CancellationToken cancel)
    {
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (!File.Exists(path))
                PrivateFile.Create(path, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose(); // SQLite's files beside it take over its mode.
            var database = new Database(SqliteFactory.Instance.CreateDataSource(ConnectionString(path)));
            await using var db = await database.ConnectAsync(cancel);
            await Migrator.MigrateAsync(db, cancel);
            return database;
        }
        catch (Exception ex) when (ex is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new UserError($"The database {path} can't be used: {Explain(ex)}", ex);
        }
    }

    public async ValueTask<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        var db = await _data.OpenConnectionAsync(cancel);
        try
        {
            await SetUpAsync(db, cancel);
            return db;
        }
        catch
        {
            await db.DisposeAsync(); // Nobody else has it: a file that is no database would stay open.
            throw;
        }
    }

    static async Task SetUpAsync(DbConnection db, CancellationToken cancel)
    {
        await using var pragmas = db.CreateCommand();
        pragmas.CommandText = "pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on; pragma temp_store = memory; pragma busy_timeout = 30000; pragma cache_size = -32768; pragma wal_autocheckpoint = 8192;";
        await pragmas.ExecuteNonQueryAsync(cancel);
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    static string ConnectionString(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Pooling = false,
        DefaultTimeout = 30,
    }.ToString();

    static string Explain(Exception ex) => ex switch
    {
        SqliteException { SqliteErrorCode: 8 } => "it is read-only. Make its folder writable, or choose another with --home.",
        SqliteException { SqliteErrorCode: 14 } or UnauthorizedAccessException => "its folder can't be written. Make it writable, or choose another with --home.",
        SqliteException { SqliteErrorCode: 26 } => "it is not a SQLite database. Move it away, or choose another folder with --home.",
        SqliteException { SqliteErrorCode: 11 } => "it is damaged. Restore it, or move it away and sync again.",
        _ => ex.Message,
    };
}
