using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Debrief.Storage.Copying;

/// <summary>A table as PostgreSQL has it; SQLite's has the same columns.</summary>
sealed record CopiedTable(string Name, IReadOnlyList<CopiedColumn> Columns)
{
    const int RowsBetweenReports = 1000;

    /// <summary>All but the record of migrations, those first that others refer to.</summary>
    public static async Task<IReadOnlyList<CopiedTable>> ListAsync(NpgsqlConnection db, CancellationToken cancel)
    {
        var left = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var table in (await db.ColumnAsync(Dialect.Postgres.Tables, cancel)).Cast<string>().Where(table => table != "schema_migrations"))
            left.Add(table, await ReferredByAsync(db, table, cancel));

        var tables = new List<CopiedTable>();
        while (left.Count > 0)
        {
            var next = left.First(table => !table.Value.Any(other => other != table.Key && left.ContainsKey(other))).Key;
            left.Remove(next);
            tables.Add(new(next, await CopiedColumn.ListAsync(db, next, cancel)));
        }

        return tables;
    }

    /// <param name="done">Rows of the tables before.</param>
    /// <returns>The same with this one's.</returns>
    public async Task<long> CopyAsync(DbConnection from, NpgsqlConnection to, Action<long> report, long done, CancellationToken cancel)
    {
        await using var all = from.CreateCommand();
        all.CommandText = $"select {Names} from {Name}";
        await using (var rows = await all.ExecuteReaderAsync(cancel))
        await using (var copy = await to.BeginTextImportAsync($"copy {Name} ({Names}) from stdin", cancel))
        {
            while (await rows.ReadAsync(cancel))
            {
                for (var column = 0; column < Columns.Count; column++)
                {
                    await copy.WriteAsync(column == 0 ? "" : "\t");
                    await copy.WriteAsync(rows.IsDBNull(column) ? "\\N" : Columns[column].ToText(rows, column));
                }

                await copy.WriteAsync('\n');
                if (++done % RowsBetweenReports == 0)
                    report(done);
            }
        }

        foreach (var column in Columns.Where(column => column.IsIdentity))
            await to.ColumnAsync($"select setval(pg_get_serial_sequence('{Name}', '{column.Name}'), coalesce(max({column.Name}), 1), max({column.Name}) is not null) from {Name}", cancel);
        return done;
    }

    string Names => string.Join(", ", Columns.Select(column => column.Name));

    static async Task<IReadOnlyList<string>> ReferredByAsync(NpgsqlConnection db, string table, CancellationToken cancel) =>
        [.. (await db.ColumnAsync($"select cast(confrelid::regclass as text) from pg_constraint where contype = 'f' and conrelid = '{table}'::regclass", cancel)).Cast<string>()];
}

/// <param name="Type">As PostgreSQL calls it.</param>
/// <param name="IsIdentity">It numbers itself.</param>
sealed record CopiedColumn(string Name, string Type, bool IsIdentity)
{
    public static async Task<IReadOnlyList<CopiedColumn>> ListAsync(NpgsqlConnection db, string table, CancellationToken cancel)
    {
        await using var all = db.CreateCommand();
        all.CommandText = """
            select cast(column_name as text), cast(data_type as text), is_identity = 'YES'
              from information_schema.columns
             where table_schema = current_schema() and table_name = @table
             order by ordinal_position
            """;
        all.Parameters.AddWithValue("table", table);
        await using var row = await all.ExecuteReaderAsync(cancel);
        var columns = new List<CopiedColumn>();
        while (await row.ReadAsync(cancel))
            columns.Add(new(row.GetString(0), row.GetString(1), row.GetBoolean(2)));
        return columns;
    }

    /// <summary>A value of SQLite as PostgreSQL's copy takes it.</summary>
    public string ToText(DbDataReader row, int column) => row.GetValue(column) switch
    {
        string text => Escaped(Type == "jsonb" ? StoredText.OfJson(text) : StoredText.Of(text)),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
    };

    static string Escaped(string text) => text.AsSpan().IndexOfAny("\\\t\n\r") < 0 ? text : text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
}
