using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Debrief.Storage;

/// <summary>
/// A prepared SQL text that is run many times. Its parameters are given by place: in the order in which they first stand in the text.
/// Writing goes to SQLite itself, since a command's ceremony costs several times what the row does.
/// </summary>
sealed class Statement : IDisposable
{
    readonly SqliteConnection _db;
    readonly string _sql;
    sqlite3_stmt? _prepared;
    SqliteCommand? _query;

    public Statement(DbConnection db, string sql) => (_db, _sql) = ((SqliteConnection)db, sql);

    /// <returns>How many rows it wrote.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        var statement = _prepared ??= Prepare();
        if (values.Length != raw.sqlite3_bind_parameter_count(statement))
            throw Mismatch(values.Length);

        for (var i = 0; i < values.Length; i++)
            Check(Bind(statement, i + 1, values[i]));
        var before = raw.sqlite3_total_changes(_db.Handle);
        var outcome = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (outcome is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            SqliteException.ThrowExceptionForRC(outcome, _db.Handle);
        return raw.sqlite3_total_changes(_db.Handle) - before;
    }

    /// <summary>The rows it finds; to be disposed before the next run.</summary>
    public DbDataReader Query(params ReadOnlySpan<object?> values)
    {
        var query = _query ??= Command();
        if (values.Length != query.Parameters.Count)
            throw Mismatch(values.Length);

        for (var i = 0; i < values.Length; i++)
            query.Parameters[i].Value = values[i] ?? DBNull.Value;
        return query.ExecuteReader();
    }

    public void Dispose()
    {
        _prepared?.Dispose();
        _query?.Dispose();
    }

    sqlite3_stmt Prepare()
    {
        Check(raw.sqlite3_prepare_v2(_db.Handle, _sql, out var statement));
        return statement;
    }

    static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        // SQLite would end the text at the NUL.
        string text => raw.sqlite3_bind_text(statement, place, text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\u2400') : text),
        bool flag => raw.sqlite3_bind_int(statement, place, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(statement, place, number),
        _ => raw.sqlite3_bind_int64(statement, place, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };

    SqliteCommand Command()
    {
        var command = _db.CreateCommand();
        command.CommandText = _sql;
        for (var at = _sql.IndexOf('@'); at >= 0; at = _sql.IndexOf('@', at + 1))
        {
            var name = Name(at);
            if (!command.Parameters.Contains(name))
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    string Name(int at)
    {
        var end = at + 1;
        while (end < _sql.Length && (char.IsAsciiLetterOrDigit(_sql[end]) || _sql[end] == '_'))
            end++;
        return _sql[at..end];
    }

    void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, _db.Handle);
    }

    InvalidOperationException Mismatch(int values) => new($"{values} values don't fit the parameters of: {_sql}");
}
