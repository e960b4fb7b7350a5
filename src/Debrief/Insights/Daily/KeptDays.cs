using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Debrief.Storage;

namespace Debrief.Insights.Daily;

/// <summary>The days that were reckoned before, in the database.</summary>
sealed class KeptDays(Database database, string owner, string reckoning)
{
    static KeptDays() => Columns.Register();

    /// <summary>Those that are current.</summary>
    /// <param name="changes">What is asked for, with how often it changed.</param>
    public async Task<IReadOnlyDictionary<DateOnly, DayInsights>> FindAsync(DbConnection db, IReadOnlyDictionary<DateOnly, long> changes, CancellationToken cancel)
    {
        var found = new Dictionary<DateOnly, DayInsights>();
        var (first, last) = (changes.Keys.Min(), changes.Keys.Max());
        await using var row = (DbDataReader)await db.ExecuteReaderAsync(new CommandDefinition("""
            select day, changes, insights
              from daily_insights
             where owner = @owner and reckoning = @reckoning and day >= @first and day <= @last
            """, new { owner, reckoning, first = first.DayNumber, last = last.DayNumber }, cancellationToken: cancel));
        while (await row.ReadAsync(cancel))
        {
            var day = DateOnly.FromDayNumber(row.GetInt32(0));
            if (changes.TryGetValue(day, out var current) && row.GetInt64(1) == current)
                found.Add(day, JsonSerializer.Deserialize(row.GetString(2), DayJson.Default.DayInsights)!);
        }
        return found;
    }

    /// <param name="changes">How often each had changed when it was reckoned.</param>
    public async Task KeepAsync(IReadOnlyDictionary<DateOnly, DayInsights> days, IReadOnlyDictionary<DateOnly, long> changes, CancellationToken cancel)
    {
        await using var db = await database.Written.ConnectAsync(cancel);
        await using var transaction = await db.BeginTransactionAsync(cancel);
        // In one order, so that two who keep the same days don't wait for each other.
        foreach (var (day, insights) in days.OrderBy(day => day.Key))
            await db.ExecuteAsync(new CommandDefinition("""
                insert into daily_insights (owner, day, reckoning, changes, insights)
                values (@owner, @day, @reckoning, @changes, @insights)
                on conflict (owner, day) do update
                   set reckoning = excluded.reckoning, changes = excluded.changes, insights = excluded.insights
                 where daily_insights.reckoning <> excluded.reckoning or daily_insights.changes <= excluded.changes
                """, new { owner, day = day.DayNumber, reckoning, changes = changes[day], insights = JsonSerializer.Serialize(insights, DayJson.Default.DayInsights) },
                transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }
}

[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DayInsights))]
[JsonSerializable(typeof(IEnumerable<string>))]
sealed partial class DayJson : JsonSerializerContext;
