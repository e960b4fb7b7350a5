using System.Data.Common;

namespace Debrief.Storage;

/// <summary>What a database is and holds, as it is: looking changes nothing.</summary>
/// <param name="Kind">SQLite or PostgreSQL.</param>
/// <param name="Place">The path of the file, or the address of the server: never with a password.</param>
/// <param name="Version">Of SQLite or the server.</param>
/// <param name="Applied">Names of the migrations that it has seen.</param>
/// <param name="Pending">Those that it hasn't.</param>
sealed record DatabaseStatus(string Kind, string Place, string Version, long Bytes, IReadOnlyList<TableRows> Tables, IReadOnlyList<string> Applied, IReadOnlyList<string> Pending)
{
    /// <exception cref="UserError">It was made by another Debrief.</exception>
    public static async Task<DatabaseStatus> ReadAsync(Database database, string connection, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var dialect = database.Dialect;
        var pending = (await Migrator.PendingAsync(db, cancel)).Select(script => script.Name).ToList();
        var tables = new List<TableRows>();
        foreach (var table in (await db.ColumnAsync(dialect.Tables, cancel)).Cast<string>())
            tables.Add(new(table, (long)await OneAsync(db, $"select count(*) from {table}", cancel)));
        return new(
            dialect.Name,
            Connection.Shown(connection),
            (string)await OneAsync(db, dialect.Version, cancel),
            (long)await OneAsync(db, dialect.Size, cancel),
            tables,
            [.. Script.All().Select(script => script.Name).Except(pending)],
            pending);
    }

    static async Task<object> OneAsync(DbConnection db, string sql, CancellationToken cancel) => (await db.ColumnAsync(sql, cancel))[0];
}

sealed record TableRows(string Table, long Rows);

static class OneColumn
{
    /// <summary>The first column of what a query finds.</summary>
    public static async Task<IReadOnlyList<object>> ColumnAsync(this DbConnection db, string sql, CancellationToken cancel)
    {
        await using var command = db.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var values = new List<object>();
        while (await row.ReadAsync(cancel))
            values.Add(row.GetValue(0));
        return values;
    }
}
