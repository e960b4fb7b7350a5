using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Debrief.EndToEnd.Support;

/// <summary>The database that Debrief left in its home or on a server, read beside it.</summary>
static class Database
{
    /// <summary>The rows, each as text with its columns joined by |.</summary>
    public static async Task<List<string>> RowsAsync(string connection, string query)
    {
        await using DbConnection db = ConnectionString.IsPostgres(connection) ? new NpgsqlConnection(connection) : new SqliteConnection($"Data Source={connection};Pooling=False");
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        return rows;
    }

    public static string In(string home) => Assert.Single(Directory.EnumerateFiles(home, "*.db", SearchOption.AllDirectories));

    static string Text(object value) => value switch
    {
        DBNull => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => value.ToString()!,
    };
}
