using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Debrief.LanguageModels;
using Debrief.Sessions;

namespace Debrief.Documents;

/// <summary>What `debrief usage --json` prints.</summary>
/// <param name="Rows">First what the row is of, named as in <paramref name="By"/>, then its figures.</param>
/// <param name="MessagesWithoutTime">Left out because days were asked for.</param>
sealed record UsageDocument(string By, DateOnly? Since, DateOnly? Until, string TimeZone, DateOnly PricesAsOf, IReadOnlyList<JsonObject> Rows, TokenUsage Totals, int MessagesWithoutTime)
{
    public static UsageDocument Of(UsageReport usage) => new(
        Name(usage.By), usage.Since, usage.Until, usage.TimeZone.Id, Prices.AsOf, [.. usage.Rows.Select(row => Row(usage.By, row))], usage.Totals, usage.MessagesWithoutTime);

    /// <summary>Its key, then its figures.</summary>
    static JsonObject Row(UsageBy by, UsageRow row)
    {
        var json = new JsonObject { [by == UsageBy.Session ? "session_id" : Name(by)] = row.Key.Name };
        if (by == UsageBy.Week)
            json["first_day"] = row.Key.FirstDay is { } day ? $"{day:yyyy-MM-dd}" : null;
        if (by == UsageBy.Session)
            (json["title"], json["project"]) = (row.Key.Title, row.Key.Project);

        var figures = JsonSerializer.SerializeToNode(row.Usage, new UsageJson(Json.Options()).TokenUsage)!.AsObject();
        foreach (var (name, value) in figures.ToList())
        {
            figures.Remove(name);
            json[name] = value;
        }
        return json;
    }

    static string Name(UsageBy by) => by.ToString().ToLowerInvariant();
}

[JsonSerializable(typeof(UsageDocument))]
sealed partial class UsageJson : JsonSerializerContext;
