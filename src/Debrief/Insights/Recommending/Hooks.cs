using System.Text.Json;
using System.Text.RegularExpressions;
using Debrief.Profile;

namespace Debrief.Insights.Recommending;

/// <summary>A hook of Claude Code's settings, as far as it names the tools that it is for.</summary>
/// <param name="Matcher">A regular expression, which a whole name has to match.</param>
readonly record struct Hook(string Matcher)
{
    const string NoTool = "Zz";

    /// <summary>One that is for every tool is for none in particular.</summary>
    public bool IsFor(string tool) => Matches(tool) && !Matches(NoTool);

    bool Matches(string tool)
    {
        try
        {
            return Regex.IsMatch(tool, $"^(?:{Matcher})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception ex) when (ex is ArgumentException or NotSupportedException)
        {
            return Matcher == tool; // It is no expression, or one that could take forever.
        }
    }
}

static class Hooks
{
    static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Those of a folder's settings; none where they can't be read.</summary>
    public static IEnumerable<Hook> In(string claudeDirectory) =>
        new[] { "settings.json", "settings.local.json" }.SelectMany(name => Of(ForeignFiles.Start(Path.Combine(claudeDirectory, name))));

    static List<Hook> Of(string? settings)
    {
        try
        {
            using var json = JsonDocument.Parse(settings ?? "{}", s_lenient);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("hooks", out var events) && events.ValueKind == JsonValueKind.Object
                ? [.. events.EnumerateObject().Where(each => each.Value.ValueKind == JsonValueKind.Array).SelectMany(each => each.Value.EnumerateArray()).Select(Matcher).OfType<string>().Select(matcher => new Hook(matcher))]
                : [];
        }
        catch (JsonException)
        {
            return []; // Somebody else's file, which Claude Code couldn't read either.
        }
    }

    static string? Matcher(JsonElement hook) => hook.ValueKind == JsonValueKind.Object && hook.TryGetProperty("matcher", out var matcher) && matcher.ValueKind == JsonValueKind.String ? matcher.GetString() : null;
}
