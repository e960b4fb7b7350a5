using System.Text;
using Microsoft.Data.Sqlite;

namespace Debrief.EndToEnd.Support;

/// <summary>All that a home of Debrief holds, as text to compare: each table's rows in order, and the names and sizes of all other files.</summary>
static class StoredContent
{
    public static async Task<string> OfAsync(string home)
    {
        var content = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (file.EndsWith(".db", StringComparison.Ordinal))
                await AppendTablesAsync(content, file);
            else if (!file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal))
                content.AppendLine($"{Path.GetRelativePath(home, file)} {new FileInfo(file).Length}");
        }
        return content.ToString();
    }

    static async Task AppendTablesAsync(StringBuilder content, string file)
    {
        await using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        await db.OpenAsync();
        foreach (var table in await RowsAsync(db, "select name from sqlite_master where type = 'table' order by name"))
        {
            content.AppendLine($"== {table}");
            foreach (var row in (await RowsAsync(db, $"select * from {table}")).Order(StringComparer.Ordinal))
                content.AppendLine(row);
        }
    }

    static async Task<List<string>> RowsAsync(SqliteConnection db, string query)
    {
        await using var command = db.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        return rows;
    }

    static string Text(object value) => value switch
    {
        DBNull => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => value.ToString()!,
    };
}
