using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Debrief.Storage;

/// <summary>Runs one SQL text for many rows and waits for the server once. Like <see cref="PostgresServer"/> only touched where it is used.</summary>
sealed class PostgresBatch(DbConnection db, string sql, IReadOnlyList<string> names)
{
    /// <summary>Of the text, and of what waits to be sent: whatever else a row holds, this bounds both.</summary>
    const int MostRows = 500;

    readonly string _numbered = Numbered(sql, names);
    NpgsqlDbType[]? _types;

    /// <returns>How many rows each wrote.</returns>
    public IReadOnlyList<int> Run(IReadOnlyList<object?[]> rows)
    {
        var written = new List<int>(rows.Count);
        foreach (var some in rows.Chunk(MostRows))
        {
            using var batch = new NpgsqlBatch((NpgsqlConnection)db);
            foreach (var row in some)
                batch.BatchCommands.Add(Command(row));
            batch.Prepare(); // Asks nothing once the server knows the text.
            batch.ExecuteNonQuery();
            written.AddRange(batch.BatchCommands.Cast<NpgsqlBatchCommand>().Select(command => Math.Max(0, command.RecordsAffected)));
        }

        return written;
    }

    NpgsqlBatchCommand Command(object?[] row)
    {
        if (row.Length != names.Count)
            throw Statement.Mismatch(row.Length, sql);

        _types ??= [.. row.Select(PostgresValue.TypeOf)]; // The server's text keeps the types that it was prepared with.
        var command = new NpgsqlBatchCommand(_numbered);
        for (var i = 0; i < row.Length; i++)
        {
            var parameter = new NpgsqlParameter { NpgsqlDbType = _types[i] };
            PostgresValue.Set(parameter, row[i], keepsType: true);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>With $1 for the first parameter: a text with names would be read through by the library for every row.</summary>
    static string Numbered(string sql, IReadOnlyList<string> names)
    {
        // The longest first: one name may begin another.
        foreach (var (place, name) in names.Index().OrderByDescending(one => one.Item.Length))
            sql = sql.Replace(name, $"${place + 1}", StringComparison.Ordinal);
        return sql;
    }
}
