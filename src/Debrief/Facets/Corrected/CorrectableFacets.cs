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

    static readonly IReadOnlyList<string> s_texts = ["underlying_goal", "friction_detail", "primary_success", "brief_summary"];
    static readonly IReadOnlyList<string> s_lists = ["skills_missed", "people_mentioned"];
    static readonly IReadOnlyList<string> s_numbers = ["course_corrections", "artifacts_created", "knowledge_filed", "decisions_made"];

    readonly Dictionary<string, IReadOnlyList<string>> _choices = new(StringComparer.Ordinal)
    {
        ["outcome"] = Names<Outcome>(JsonNamingPolicy.SnakeCaseLower),
        ["claude_helpfulness"] = Names<Helpfulness>(JsonNamingPolicy.SnakeCaseLower),
        ["session_type"] = Names<SessionType>(JsonNamingPolicy.SnakeCaseLower),
        ["businesses"] = [.. profile.Businesses.Select(business => business.Slug)],
        ["priority_alignment"] = Names<Alignment>(JsonNamingPolicy.SnakeCaseLower),
        ["priority_matched"] = [.. profile.Priorities.Select(priority => priority.Slug)],
        ["workflow_type"] = Names<WorkflowType>(JsonNamingPolicy.KebabCaseLower),
        ["outreach_type"] = Names<Outreach>(JsonNamingPolicy.SnakeCaseLower),
    };

    IEnumerable<string> Correctable => [.. s_texts, .. _choices.Keys, .. s_lists, .. s_numbers, "estimated_time_saved_minutes"];

    /// <summary>What a facet, or each item of it, must be one of; null: it is free.</summary>
    public IReadOnlyList<string>? ValuesOf(string name) => _choices.GetValueOrDefault(name);

    /// <exception cref="UserError">Names everything that is wrong with it.</exception>
    public FacetCorrection Read(JsonObject answers)
    {
        var problems = answers.Select(answer => Problem(answer.Key, answer.Value)).OfType<string>().ToList();
        if (answers.Count == 0)
            problems.Add($"name a facet: {string.Join(", ", Correctable)}");
        return problems.Count == 0 ? new(answers) : throw new UserError($"The correction can't be taken: {string.Join("; ", problems)}.");
    }

    string? Problem(string name, JsonNode? answer) => Correctable.Contains(name)
        ? Check(name)(answer) is { } problem ? $"`{name}` must be {problem}" : null
        : $"`{Quote.Shorten(name, 40)}` is no facet that can be corrected";

    Func<JsonNode?, string?> Check(string name) => name switch
    {
        "businesses" => ListOf(_choices[name], "a business of the profile"),
        "estimated_time_saved_minutes" => node => node is null ? null : Number(node),
        _ when _choices.TryGetValue(name, out var choices) => OneOf(choices),
        _ when s_lists.Contains(name) => ListOf(null, ""),
        _ when s_numbers.Contains(name) => Number,
        _ => Text,
    };

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
