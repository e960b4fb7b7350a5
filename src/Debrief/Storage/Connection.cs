namespace Debrief.Storage;

/// <summary>What is told of a connection string.</summary>
static class Connection
{
    /// <summary>As it may be shown to anybody: without user and password.</summary>
    public static string Shown(string connection) => ConnectionString.IsPostgres(connection) ? PostgresServer.Shown(connection) : connection;

    /// <summary>Why it doesn't work and what to do; null where the exception isn't the database's.</summary>
    public static string? Explain(string connection, Exception ex) =>
        ConnectionString.IsPostgres(connection) ? PostgresServer.Explain(connection, ex) : SqliteFile.Explain(connection, ex);
}
