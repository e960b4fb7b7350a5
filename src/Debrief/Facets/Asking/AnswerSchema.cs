using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Debrief.Facets.Asking;

/// <summary>The JSON Schema of <see cref="FacetAnswer"/>, and what an answer has against it.</summary>
static class AnswerSchema
{
    static readonly JsonNode _schema = AnswerJson.Default.FacetAnswer.GetSchema();

    public static JsonElement Element { get; } = JsonSerializer.SerializeToElement(_schema, SchemaJson.Default.JsonNode);

    /// <summary>As short as it goes: it is read by a model, for money.</summary>
    public static string Text { get; } = _schema.ToJsonString();

    /// <returns>Everything that is wrong, in words; empty where nothing is.</returns>
    public static IReadOnlyList<string> Problems(JsonElement answer)
    {
        var problems = new List<string>();
        Check(answer, _schema, "the answer", problems);
        return problems;
    }

    static JsonNode GetSchema(this System.Text.Json.Serialization.Metadata.JsonTypeInfo type) =>
        type.GetJsonSchemaAsNode(new() { TreatNullObliviousAsNonNullable = true });

    static void Check(JsonElement value, JsonNode schema, string where, List<string> problems)
    {
        if (schema["enum"] is JsonArray choices && !choices.Any(choice => Same(choice, value)))
            problems.Add($"{where} must be one of {choices.ToJsonString()}");
        else if (schema["type"] is { } type && !Kinds(type).Contains(KindOf(value)) && !(value.ValueKind == JsonValueKind.Number && Kinds(type).Contains("number")))
            problems.Add($"{where} must be {string.Join(" or ", Kinds(type))}, not {KindOf(value)}");
        else if (value.ValueKind == JsonValueKind.Object)
            CheckObject(value, schema, where, problems);
        else if (value.ValueKind == JsonValueKind.Array && schema["items"] is { } items)
            CheckItems(value, items, where, problems);
    }

    static void CheckObject(JsonElement value, JsonNode schema, string where, List<string> problems)
    {
        var known = schema["properties"] as JsonObject ?? [];
        foreach (var missing in (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !value.TryGetProperty(name, out _)))
            problems.Add($"{where} lacks `{missing}`");
        foreach (var property in value.EnumerateObject())
        {
            if (known[property.Name] is { } inner)
                Check(property.Value, inner, $"`{property.Name}` of {where}", problems);
            else
                problems.Add($"{where} has `{Quote.Shorten(property.Name, 40)}`, which isn't asked for");
        }
    }

    static void CheckItems(JsonElement value, JsonNode items, string where, List<string> problems)
    {
        var place = 0;
        foreach (var item in value.EnumerateArray())
            Check(item, items, $"item {++place} of {where}", problems);
    }

    static bool Same(JsonNode? choice, JsonElement value) =>
        choice is null ? value.ValueKind == JsonValueKind.Null : value.ValueKind == JsonValueKind.String && value.ValueEquals(choice.GetValue<string>());

    static List<string> Kinds(JsonNode type) => type is JsonArray several ? [.. several.Select(kind => kind!.GetValue<string>())] : [type.GetValue<string>()];

    static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt32(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonNode))]
sealed partial class SchemaJson : System.Text.Json.Serialization.JsonSerializerContext;
