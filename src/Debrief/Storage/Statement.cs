using System.Data.Common;
using System.Text.RegularExpressions;

namespace Debrief.Storage;

/// <summary>A prepared SQL text that is run many times. Its parameters are given by place: in the order in which they first stand in the text.</summary>
sealed partial class Statement : IDisposable
{
    readonly DbCommand _command;

    public Statement(DbConnection db, string sql)
    {
        _command = db.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in Parameter().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal))
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    /// <returns>How many rows it wrote.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The rows it finds; to be disposed before the next run.</summary>
    public DbDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _command.Parameters.Count)
            throw new ArgumentException($"{values.Length} values for {_command.Parameters.Count} parameters of: {_command.CommandText}", nameof(values));
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}
