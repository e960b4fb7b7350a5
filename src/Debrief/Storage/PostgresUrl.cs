using System.Globalization;
using Npgsql;

namespace Debrief.Storage;

/// <summary>postgres://user:password@host:port/database?sslmode=require, as PostgreSQL's own programs read it.</summary>
static class PostgresUrl
{
    /// <exception cref="FormatException">It isn't one.</exception>
    /// <exception cref="ArgumentException">It says something that isn't known.</exception>
    public static NpgsqlConnectionStringBuilder Read(string url)
    {
        var rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        (rest, var query) = Split(rest, rest.IndexOf('?'));
        (var authority, var database) = Split(rest, rest.IndexOf('/'));
        // A password may hold an @ that nobody has escaped; a host can't.
        var at = authority.LastIndexOf('@');
        var connection = new NpgsqlConnectionStringBuilder();
        Set(connection, "Database", database);
        AddUser(connection, at < 0 ? "" : authority[..at]);
        AddHost(connection, authority[(at + 1)..]);
        foreach (var option in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
            AddOption(connection, option);
        Set(connection, "Host", connection.Host is null ? "localhost" : "");
        return connection;
    }

    static void AddUser(NpgsqlConnectionStringBuilder connection, string user)
    {
        var (name, password) = Split(user, user.IndexOf(':'));
        Set(connection, "Username", name);
        Set(connection, "Password", password);
    }

    static void AddHost(NpgsqlConnectionStringBuilder connection, string host)
    {
        // An address of version 6 has colons of its own, in brackets.
        var colon = host.IndexOf(':', host.LastIndexOf(']') + 1);
        var (name, port) = Split(host, colon);
        Set(connection, "Host", name.Trim('[', ']'));
        if (port.Length > 0)
            connection.Port = int.Parse(port, CultureInfo.InvariantCulture);
    }

    static void AddOption(NpgsqlConnectionStringBuilder connection, string option)
    {
        var (name, value) = Split(option, option.IndexOf('='));
        Set(connection, name switch
        {
            "dbname" => "Database",
            "user" => "Username",
            "application_name" => "Application Name",
            "connect_timeout" => "Timeout",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            _ => name,
        }, name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value);
    }

    static void Set(NpgsqlConnectionStringBuilder connection, string key, string value)
    {
        if (value.Length > 0)
            connection[key] = Uri.UnescapeDataString(value);
    }

    static (string Before, string After) Split(string text, int at) => at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
}
