namespace Debrief;

/// <summary>Where a database is, as a person writes it: a server of PostgreSQL, or else the path of a SQLite file.</summary>
static class ConnectionString
{
    /// <summary>A URL, or one that names a host.</summary>
    public static bool IsPostgres(string connection) => IsUrl(connection) || Array.Exists(connection.Split(';'), IsHost);

    public static bool IsUrl(string connection) =>
        connection.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || connection.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    static bool IsHost(string part) => part.Split('=') is [var key, _, ..] && key.Trim().ToUpperInvariant() is "HOST" or "SERVER";
}
