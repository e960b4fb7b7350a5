using System.Data;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;

namespace Debrief.Storage;

/// <summary>How values look in the database: times as UTC text of fixed width, lists and counts as JSON, names with underscores.</summary>
static class Columns
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>To be called once by every store that reads with Dapper.</summary>
    public static void Register()
    {
        if (DefaultTypeMap.MatchNamesWithUnderscores)
            return;

        // Dapper maps DateTimeOffset itself and would never ask the handler.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new Time());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat);

    sealed class Time : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => DateTimeOffset.Parse((string)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = ToText(value);
        }
    }
}

/// <summary>A column that holds JSON; null stays null.</summary>
sealed class JsonColumn<T>(JsonTypeInfo<T> type) : SqlMapper.TypeHandler<T>
{
    public override T? Parse(object value) => JsonSerializer.Deserialize((string)value, type);

    public override void SetValue(IDbDataParameter parameter, T? value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = value is null ? DBNull.Value : JsonSerializer.Serialize(value, type);
    }
}
