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

    const string TimeSaved = "estimated_time_saved_minutes";

    static readonly OrderedDictionary<string, FacetKind> s_kinds = new(StringComparer.Ordinal)
    {
        ["underlying_goal"] = FacetKind.Text,
        ["friction_detail"] = FacetKind.Text,
        ["primary_success"] = FacetKind.Text,
        ["brief_summary"] = FacetKind.Text,
        ["outcome"] = FacetKind.Choice,
        ["claude_helpfulness"] = FacetKind.Choice,
        ["session_type"] = FacetKind.Choice,
        ["businesses"] = FacetKind.List,
        ["priority_alignment"] = FacetKind.Choice,
        ["priority_matched"] = FacetKind.Choice,
        ["workflow_type"] = FacetKind.Choice,
        ["outreach_type"] = FacetKind.Choice,
        ["skills_missed"] = FacetKind.List,
        ["people_mentioned"] = FacetKind.List,
        ["course_corrections"] = FacetKind.Number,
        ["artifacts_created"] = FacetKind.Number,
        ["knowledge_filed"] = FacetKind.Number,
        ["decisions_made"] = FacetKind.Number,
        [TimeSaved] = FacetKind.Number,
    };

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

    /// <summary>Of one that may be corrected.</summary>
    public static FacetKind KindOf(string name) => s_kinds[name];

    /// <summary>What a facet, or each item of it, must be one of; null: it is free.</summary>
    public IReadOnlyList<string>? ValuesOf(string name) => _choices.GetValueOrDefault(name);

    /// <exception cref="UserError">Names everything that is wrong with it.</exception>
    public FacetCorrection Read(JsonObject answers)
    {
        var problems = answers.Select(answer => Problem(answer.Key, answer.Value)).OfType<string>().ToList();
        if (answers.Count == 0)
            problems.Add($"name a facet: {string.Join(", ", s_kinds.Keys)}");
        return problems.Count == 0 ? new(answers) : throw new UserError($"The correction can't be taken: {string.Join("; ", problems)}.");
    }

    string? Problem(string name, JsonNode? answer) => s_kinds.ContainsKey(name)
        ? Check(name)(answer) is { } problem ? $"`{name}` must be {problem}" : null
        : $"`{Quote.Shorten(name, 40)}` is no facet that can be corrected";

    Func<JsonNode?, string?> Check(string name) => KindOf(name) switch
    {
        FacetKind.Choice => OneOf(_choices[name]),
        FacetKind.List => ListOf(ValuesOf(name), "a business of the profile"),
        FacetKind.Number when name == TimeSaved => node => node is null ? null : Number(node),
        FacetKind.Number => Number,
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

/// <summary>What an answer is: free words, one of some names, several, or a count.</summary>
enum FacetKind
{
    Text,
    Choice,
    List,
    Number,
}
