using System.Text.Json;
using System.Text.RegularExpressions;

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
    /// <summary>Those of a folder's settings; none where they can't be read.</summary>
    public static IEnumerable<Hook> In(string claudeDirectory) => ClaudeSettings.In(claudeDirectory, "hooks")
        .SelectMany(events => events.EnumerateObject())
        .Where(each => each.Value.ValueKind == JsonValueKind.Array)
        .SelectMany(each => each.Value.EnumerateArray())
        .Select(Matcher)
        .OfType<string>()
        .Select(matcher => new Hook(matcher));

    static string? Matcher(JsonElement hook) => hook.ValueKind == JsonValueKind.Object && hook.TryGetProperty("matcher", out var matcher) && matcher.ValueKind == JsonValueKind.String ? matcher.GetString() : null;
}
