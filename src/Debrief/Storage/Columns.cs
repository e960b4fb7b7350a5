using System.Data;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Debrief.Storage;

/// <summary>
/// How values look in the database: times to the millisecond (in SQLite as UTC text of fixed width), lists and counts as JSON, names with underscores.
/// A null has the type of what it stands for: PostgreSQL wants to know.
/// </summary>
static class Columns
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    const string DateFormat = "yyyy-MM-dd";

    /// <summary>To be called once by every store that uses Dapper.</summary>
    public static void Register()
    {
        if (DefaultTypeMap.MatchNamesWithUnderscores)
            return;

        // What Dapper maps itself it would never ask a handler about.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.RemoveTypeMap(typeof(string));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new Time());
        SqlMapper.AddTypeHandler(typeof(DateOnly), new Date());
        SqlMapper.AddTypeHandler(typeof(string), new Text());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>To the millisecond, so that times are equal in one database where they are in the other.</summary>
    public static DateTime ToTime(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    sealed class Time : SqlMapper.ITypeHandler
    {
        public object? Parse(Type destinationType, object value) => value switch
        {
            DBNull => null,
            DateTime time => new DateTimeOffset(time),
            _ => DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture),
        };

        public void SetValue(IDbDataParameter parameter, object value)
        {
            var isText = parameter is SqliteParameter;
            parameter.DbType = isText ? DbType.String : DbType.DateTime;
            parameter.Value = value is not DateTimeOffset time ? DBNull.Value : isText ? ToText(time) : ToTime(time);
        }
    }

    sealed class Date : SqlMapper.ITypeHandler
    {
        public object? Parse(Type destinationType, object value) => value switch
        {
            DBNull => null,
            DateOnly date => date,
            DateTime time => DateOnly.FromDateTime(time),
            _ => DateOnly.ParseExact((string)value, DateFormat, CultureInfo.InvariantCulture),
        };

        public void SetValue(IDbDataParameter parameter, object value)
        {
            var isText = parameter is SqliteParameter;
            parameter.DbType = isText ? DbType.String : DbType.Date;
            parameter.Value = value is not DateOnly date ? DBNull.Value : isText ? date.ToString(DateFormat, CultureInfo.InvariantCulture) : date;
        }
    }

    sealed class Text : SqlMapper.ITypeHandler
    {
        public object? Parse(Type destinationType, object value) => value is DBNull ? null : (string)value;

        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value is string text ? StoredText.Of(text) : DBNull.Value;
        }
    }
}

/// <summary>A column that holds JSON; null stays null.</summary>
sealed class JsonColumn<T>(JsonTypeInfo<T> type) : SqlMapper.TypeHandler<T>
{
    public override T? Parse(object value) => JsonSerializer.Deserialize((string)value, type);

    public override void SetValue(IDbDataParameter parameter, T? value)
    {
        parameter.Value = value is null ? DBNull.Value : StoredText.Json(value, type);
        if (parameter is SqliteParameter)
            parameter.DbType = DbType.String;
        else
            PostgresValue.SetJson(parameter);
    }
}
