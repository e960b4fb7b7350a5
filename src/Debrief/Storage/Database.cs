using System.Data.Common;
using System.Diagnostics;

namespace Debrief.Storage;

/// <summary>Where everything is kept: in one file of SQLite, or on a server of PostgreSQL. A new or older one is brought up to date when it is opened.</summary>
sealed class Database : IAsyncDisposable
{
    readonly DbDataSource _data;

    readonly Database? _written;
    readonly Replica? _replica;

    Database(DbDataSource data, Dialect dialect) => (_data, Dialect) = (data, dialect);

    Database(Database written, Replica replica) => (_data, Dialect, _written, _replica, Patience) = (written._data, written.Dialect, written, replica, written.Patience);

    static readonly TimeSpan _betweenTries = TimeSpan.FromMilliseconds(500);

    bool _wasReached;

    public Dialect Dialect { get; }

    /// <summary>Where what is to be kept goes: itself, unless it is one that is read elsewhere.</summary>
    public Database Written => _written ?? this;

    /// <summary>For a library that makes its own connections. They know neither <see cref="Patience"/> nor the dialect's set-up.</summary>
    public DbDataSource Connections => _data;

    /// <summary>The same database, for those who only read: they are given connections to a replica of it while that answers.</summary>
    /// <param name="connection">Of PostgreSQL.</param>
    /// <param name="warn">Told once each time the replica is gone, and once when it is back.</param>
    /// <exception cref="UserError">It can't be a replica.</exception>
    public Database ReadFrom(string connection, TimeProvider clock, Action<string> warn)
    {
        if (Dialect != Dialect.Postgres || !ConnectionString.IsPostgres(connection))
            throw new UserError("`database_reads` names a replica of a PostgreSQL server, so `database` must be one, and it too.");
        return new(this, new Replica(PostgresServer.Open(connection), Connection.Shown(connection), clock, warn));
    }

    /// <summary>How long a server that was reached before, and isn't any more, is waited for: a restart is no reason to give up. None for who is asked again anyway.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <param name="connection">What <see cref="ConnectionString"/> tells apart.</param>
    /// <exception cref="UserError">It can't be reached, opened or written, isn't a database, or was made by a newer version.</exception>
    public static Task<Database> OpenAsync(string connection, CancellationToken cancel) => OpenAsync(connection, db => Migrator.MigrateAsync(db, cancel), cancel);

    /// <summary>For those who only look: null where there is none, and then none is made.</summary>
    /// <inheritdoc cref="OpenAsync(string, CancellationToken)"/>
    public static async Task<Database?> FindAsync(string connection, CancellationToken cancel)
    {
        if (IsMissingFile(connection))
            return null;

        var isThere = true;
        var database = await OpenAsync(connection, async db =>
        {
            // A file that somebody has made is ours to fill; a server may have been named by mistake.
            isThere = !ConnectionString.IsPostgres(connection) || await Migrator.HasBegunAsync(db, cancel);
            if (isThere)
                await Migrator.MigrateAsync(db, cancel);
        }, cancel);
        if (isThere)
            return database;

        await database.DisposeAsync();
        return null;
    }

    /// <summary>For those who look at it as it is: it isn't brought up to date.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public static async Task<Database?> FindAsItIsAsync(string connection, CancellationToken cancel) =>
        IsMissingFile(connection) ? null : await OpenAsync(connection, _ => Task.CompletedTask, cancel);

    public async ValueTask<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        if (_replica is not null && await _replica.TryConnectAsync(cancel) is { } replicated)
            return replicated;

        var db = await PersistAsync(() => ConnectNowAsync(cancel), cancel);
        _wasReached = true;
        return db;
    }

    /// <summary>Does work again that an outage broke off, while there is <see cref="Patience"/>. For what does no harm when it is done twice.</summary>
    public async Task<T> PersistAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(_betweenTries, cancel))
        {
            try
            {
                return await work();
            }
            catch (DbException ex) when (_wasReached && Outage.MayPass(ex))
            {
                if (Stopwatch.GetElapsedTime(began) < Patience)
                    continue;
                _wasReached = false; // What else is tried now isn't worth waiting for again.
                throw;
            }
        }
    }

    async Task<DbConnection> ConnectNowAsync(CancellationToken cancel)
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

    public async ValueTask DisposeAsync()
    {
        if (_replica is not null)
        {
            await _replica.DisposeAsync(); // What is written is somebody else's to close.
            return;
        }

        await _data.DisposeAsync();
        if (Dialect == Dialect.Sqlite)
            SqliteFile.Close(_data);
    }

    static async Task<Database> OpenAsync(string connection, Func<DbConnection, Task> prepare, CancellationToken cancel)
    {
        Database? database = null;
        try
        {
            database = At(connection);
            await using var db = await database.ConnectAsync(cancel);
            if (ConnectionString.IsPostgres(connection))
                PostgresServer.CheckVersion(db, connection);
            await prepare(db);
            return database;
        }
        catch (Exception ex)
        {
            if (database is not null)
                await database.DisposeAsync();
            if (Connection.Explain(connection, ex) is { } explained)
                throw new UserError(explained, ex);
            throw;
        }
    }

    static bool IsMissingFile(string connection) => !ConnectionString.IsPostgres(connection) && !Path.Exists(connection);

    static Database At(string connection) => ConnectionString.IsPostgres(connection)
        ? new(PostgresServer.Open(connection), Dialect.Postgres)
        : new(SqliteFile.Open(connection), Dialect.Sqlite);

    async Task SetUpAsync(DbConnection db, CancellationToken cancel)
    {
        if (Dialect.SetUp.Length == 0)
            return;

        await using var command = db.CreateCommand();
        command.CommandText = Dialect.SetUp;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
