using System.Data.Common;
using Debrief.Storage;

namespace Debrief.Tests.Support;

/// <summary>What a database holds, as text.</summary>
static class StoredRows
{
    public static async Task<string> OfAllTablesAsync(string connection)
    {
        await using var database = await Database.OpenAsync(connection, CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        var rows = new List<string>();
        foreach (var table in Of(db, database.Dialect.Tables).ToList())
            rows.AddRange(Of(db, $"select * from {table}").Select(row => $"{table}: {row}").Order(StringComparer.Ordinal));
        return string.Join('\n', rows);
    }

    static IEnumerable<string> Of(DbConnection db, string sql)
    {
        using var all = new Statement(db, sql);
        using var row = all.Query();
        while (row.Read())
            yield return string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(column => row.GetValue(column)));
    }
}
