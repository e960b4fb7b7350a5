using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Debrief.Storage;

/// <summary>Values as PostgreSQL is given them. Like <see cref="PostgresServer"/> only touched where it is used.</summary>
static class PostgresValue
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SetJson(IDbDataParameter parameter) => ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Jsonb;

    /// <summary>
    /// Texts are sent without a type: the server takes each for what stands there, a text, a time or JSON. So is what was null at first; a prepared
    /// statement keeps the types that it was prepared with.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Set(DbParameter parameter, object? value, bool keepsType)
    {
        var typed = (NpgsqlParameter)parameter;
        if (!keepsType)
            typed.NpgsqlDbType = TypeOf(value);
        typed.Value = value switch
        {
            null => DBNull.Value,
            string text => StoredText.Of(text),
            _ when typed.NpgsqlDbType == NpgsqlDbType.Unknown => AsText(value),
            DateTimeOffset time => Columns.ToTime(time),
            bool or double => value,
            _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        };
    }

    public static NpgsqlDbType TypeOf(object? value) => value switch
    {
        null or string => NpgsqlDbType.Unknown,
        bool => NpgsqlDbType.Boolean,
        double => NpgsqlDbType.Double,
        DateTimeOffset => NpgsqlDbType.TimestampTz,
        _ => NpgsqlDbType.Bigint,
    };

    static string AsText(object value) => value switch
    {
        DateTimeOffset time => Columns.ToText(time),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
