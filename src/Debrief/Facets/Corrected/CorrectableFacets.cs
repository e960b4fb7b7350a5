using System.Text.Json;
using System.Text.Json.Nodes;
using Debrief.Facets.Asking;
using Debrief.Profile;

namespace Debrief.Facets.Corrected;

/// <summary>Which facets a person may correct, and with what.</summary>
sealed class CorrectableFacets(UserProfile profile)
{
    const int LongestText = 1000;
    const int MostItems = 100;
    const int LargestNumber = 100_000;

    readonly Dictionary<string, Func<JsonNode?, string?>> _checks = new(StringComparer.Ordinal)
    {
        ["underlying_goal"] = Text,
        ["outcome"] = OneOf(Names<Outcome>(JsonNamingPolicy.SnakeCaseLower)),
        ["claude_helpfulness"] = OneOf(Names<Helpfulness>(JsonNamingPolicy.SnakeCaseLower)),
        ["session_type"] = OneOf(Names<SessionType>(JsonNamingPolicy.SnakeCaseLower)),
        ["friction_detail"] = Text,
        ["primary_success"] = Text,
        ["brief_summary"] = Text,
        ["businesses"] = ListOf([.. profile.Businesses.Select(business => business.Slug)], "a business of the profile"),
        ["priority_alignment"] = OneOf(Names<Alignment>(JsonNamingPolicy.SnakeCaseLower)),
        ["priority_matched"] = OneOf([.. profile.Priorities.Select(priority => priority.Slug)]),
        ["workflow_type"] = OneOf(Names<WorkflowType>(JsonNamingPolicy.KebabCaseLower)),
        ["skills_missed"] = ListOf(null, ""),
        ["people_mentioned"] = ListOf(null, ""),
        ["outreach_type"] = OneOf(Names<Outreach>(JsonNamingPolicy.SnakeCaseLower)),
        ["course_corrections"] = Number,
        ["estimated_time_saved_minutes"] = node => node is null ? null : Number(node),
        ["artifacts_created"] = Number,
        ["knowledge_filed"] = Number,
        ["decisions_made"] = Number,
    };

    /// <exception cref="UserError">Names everything that is wrong with it.</exception>
    public FacetCorrection Read(JsonObject answers)
    {
        var problems = answers.Select(answer => Problem(answer.Key, answer.Value)).OfType<string>().ToList();
        if (answers.Count == 0)
            problems.Add($"name a facet: {string.Join(", ", _checks.Keys)}");
        return problems.Count == 0 ? new(answers) : throw new UserError($"The correction can't be taken: {string.Join("; ", problems)}.");
    }

    string? Problem(string name, JsonNode? answer) => _checks.TryGetValue(name, out var check)
        ? check(answer) is { } problem ? $"`{name}` must be {problem}" : null
        : $"`{Quote.Shorten(name, 40)}` is no facet that can be corrected";

    static Func<JsonNode?, string?> OneOf(IReadOnlyList<string> values) => node =>
        node is null || TextOf(node) is { } text && values.Contains(text) ? null : values.Count == 0 ? "null: the profile names none" : $"one of {string.Join(", ", values)}, or null";

    static Func<JsonNode?, string?> ListOf(IReadOnlyList<string>? values, string what) => node => node switch
    {
        null => null,
        JsonArray { Count: <= MostItems } items when items.All(item => TextOf(item) is { Length: > 0 and <= LongestText } text && values?.Contains(text) != false) => null,
        _ => values is null ? "a list of texts, or null" : $"a list, each {what} ({string.Join(", ", values)}), or null",
    };

    static string? Text(JsonNode? node) => node is null || TextOf(node) is { Length: > 0 and <= LongestText } ? null : $"a text of at most {LongestText} characters, or null";

    static string? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) && number is >= 0 and <= LargestNumber ? null : $"a number from 0 to {LargestNumber}";

    static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static IReadOnlyList<string> Names<T>(JsonNamingPolicy policy)
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(policy.ConvertName)];
}
