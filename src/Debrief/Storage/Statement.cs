using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Debrief.Storage;

/// <summary>
/// A prepared SQL text that is run many times. Its parameters are given by place, in the order in which they first stand in the text: texts,
/// whole numbers, doubles, booleans, times, JSON as text, and null.
/// </summary>
sealed class Statement(DbConnection db, string sql) : IDisposable
{
    readonly SqliteStep? _step = db is SqliteConnection sqlite ? new(sqlite, sql) : null;
    DbCommand? _command;
    PostgresBatch? _batch;
    int _runs;

    /// <returns>How many rows it wrote.</returns>
    public int Run(params ReadOnlySpan<object?> values) => _step?.Run(values) ?? Math.Max(0, With(values).ExecuteNonQuery());

    /// <summary>Runs it for each of the rows, as if one after the other; a server is waited for once.</summary>
    /// <returns>How many rows each wrote.</returns>
    public IReadOnlyList<int> RunEach(IReadOnlyList<object?[]> rows) => rows.Count switch
    {
        0 => [],
        1 => [Run(rows[0])],
        _ when _step is { } step => Each(step, rows),
        _ => (_batch ??= new(db, sql, [.. Names()])).Run(rows),
    };

    /// <summary>The rows it finds; to be disposed before anything else is asked on this connection.</summary>
    public DbDataReader Query(params ReadOnlySpan<object?> values) => With(values).ExecuteReader();

    public void Dispose()
    {
        _step?.Dispose();
        _command?.Dispose();
    }

    public static InvalidOperationException Mismatch(int values, string sql) => new($"{values} values don't fit the parameters of: {sql}");

    static int[] Each(SqliteStep step, IReadOnlyList<object?[]> rows)
    {
        var written = new int[rows.Count];
        for (var i = 0; i < written.Length; i++)
            written[i] = step.Run(rows[i]);
        return written;
    }

    DbCommand With(ReadOnlySpan<object?> values)
    {
        var command = _command ??= Command();
        if (values.Length != command.Parameters.Count)
            throw Mismatch(values.Length, sql);

        _runs++;
        for (var i = 0; i < values.Length; i++)
        {
            if (_step is not null)
                command.Parameters[i].Value = SqliteStep.Value(values[i]) ?? DBNull.Value;
            else
                PostgresValue.Set(command.Parameters[i], values[i], keepsType: _runs > 2);
        }

        // SQLite prepares it by itself. For a server what is run once isn't worth a question of its own.
        if (_step is null && _runs == 2)
            command.Prepare();
        return command;
    }

    DbCommand Command()
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var name in Names())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Of the parameters, in the order in which they first stand in the text.</summary>
    IEnumerable<string> Names()
    {
        var names = new List<string>();
        for (var at = sql.IndexOf('@'); at >= 0; at = sql.IndexOf('@', at + 1))
            names.Add(Name(at));
        return names.Distinct();
    }

    string Name(int at)
    {
        var end = at + 1;
        while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] == '_'))
            end++;
        return sql[at..end];
    }
}
