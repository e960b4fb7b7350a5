using System.Data.Common;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Debrief.Storage;

/// <summary>A database on a server. Whoever keeps to SQLite touches nothing here, so that no start pays for loading the other's library: no method may become part of one that does.</summary>
static class PostgresServer
{
    const int OldestVersion = 15;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static DbDataSource Open(string connection) => new NpgsqlDataSourceBuilder(Read(connection).ToString()).Build();

    /// <summary>As a URL; where the server listens on a socket, with its folder behind.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Shown(string connection)
    {
        var at = Read(connection);
        return at.Host!.StartsWith('/') ? $"postgres:///{at.Database} ({at.Host})" : $"postgres://{at.Host}:{at.Port}/{at.Database}";
    }

    /// <exception cref="UserError">It is too old.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void CheckVersion(DbConnection db, string connection)
    {
        if (((NpgsqlConnection)db).PostgreSqlVersion is var version && version.Major < OldestVersion)
            throw new UserError($"The database {Shown(connection)} is served by PostgreSQL {version}. Debrief needs version {OldestVersion} or a later one.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? Explain(string connection, Exception ex) =>
        ex is NpgsqlException or SocketException or TimeoutException ? $"The database {Shown(connection)} can't be used: {Reason(Read(connection), ex)}" : null;

    /// <summary>The server restarts, or the way to it is broken for now.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool MayPass(Exception ex) => ex is PostgresException refused
        ? refused.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        : ex is NpgsqlException;

    /// <summary>Null where it refuses for a reason that has nothing to do with its state.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? ExplainOutage(Exception ex) => ex switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The disk of the database's server is full. Free some space.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => "The database's server has no connection left.",
        _ when MayPass(ex) => $"The database's server was stopped, or can't be reached any more: {ex.Message}.".Replace("..", ".", StringComparison.Ordinal),
        PostgresException { IsTransient: true } refused => $"The database's server refused for now: {refused.MessageText}.",
        _ => null,
    };

    static string Reason(NpgsqlConnectionStringBuilder at, Exception ex) => ex switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } => $"the password of {at.Username} is wrong.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"there is no database of that name. Make it: createdb {at.Database}",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused => $"{refused.MessageText}. Grant {at.Username} the right to it.",
        PostgresException refused => $"{refused.MessageText} (SQLSTATE {refused.SqlState}).",
        _ when Find<SocketException>(ex) is { } socket => $"the server can't be reached: {socket.Message}. Start it, or correct host and port.",
        _ when Find<TimeoutException>(ex) is not null => "the server doesn't answer. Look at host, port and firewall.",
        _ => ex.Message,
    };

    static T? Find<T>(Exception? ex) where T : Exception => ex is null ? null : ex as T ?? Find<T>(ex.InnerException);

    static NpgsqlConnectionStringBuilder Read(string connection)
    {
        try
        {
            var at = ConnectionString.IsUrl(connection) ? PostgresUrl.Read(connection) : new NpgsqlConnectionStringBuilder(connection);
            at.ApplicationName ??= "debrief";
            at.Database ??= at.Username; // As PostgreSQL's own programs do.
            // Longer than the library's quarter and half of a minute: a server may be busy, and a question over years of many people takes its time.
            at.Timeout = at.ContainsKey("Timeout") ? at.Timeout : 30;
            at.CommandTimeout = at.ContainsKey("Command Timeout") ? at.CommandTimeout : 300;
            return at;
        }
        catch (Exception ex) when (ex is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // What the library says of it may hold a piece of the password.
            throw new UserError("The connection string of the database can't be read. Write Host=…;Port=…;Database=…;Username=…;Password=…, with quotes around a value that has ; or = in it, or postgres://user:password@host:port/database.");
        }
    }
}
