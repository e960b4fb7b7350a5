using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Debrief.Storage;

/// <summary>Writes by SQLite itself: a command's ceremony costs several times what the row does.</summary>
sealed class SqliteStep(SqliteConnection db, string sql) : IDisposable
{
    sqlite3_stmt? _prepared;

    /// <returns>How many rows it wrote.</returns>
    public int Run(ReadOnlySpan<object?> values)
    {
        var statement = _prepared ??= Prepare();
        if (values.Length != raw.sqlite3_bind_parameter_count(statement))
            throw Statement.Mismatch(values.Length, sql);

        for (var i = 0; i < values.Length; i++)
            Check(Bind(statement, i + 1, Value(values[i])));
        var before = raw.sqlite3_total_changes(db.Handle);
        var outcome = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (outcome is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            SqliteException.ThrowExceptionForRC(outcome, db.Handle);
        return raw.sqlite3_total_changes(db.Handle) - before;
    }

    /// <summary>As SQLite keeps it: a text, a whole number, a double or null.</summary>
    public static object? Value(object? value) => value switch
    {
        string text => StoredText.Of(text),
        DateTimeOffset time => Columns.ToText(time),
        null or double or long => value,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    public void Dispose() => _prepared?.Dispose();

    sqlite3_stmt Prepare()
    {
        Check(raw.sqlite3_prepare_v2(db.Handle, sql, out var statement));
        return statement;
    }

    static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        double number => raw.sqlite3_bind_double(statement, place, number),
        _ => raw.sqlite3_bind_int64(statement, place, (long)value),
    };

    void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, db.Handle);
    }
}
