using System.Text.Json;
using Debrief.Profile;

namespace Debrief.Insights.Recommending;

/// <summary>Claude Code's settings, which others wrote.</summary>
static class ClaudeSettings
{
    static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What the settings of a folder have by that name, as far as they can be read.</summary>
    public static IEnumerable<JsonElement> In(string claudeDirectory, string name) =>
        new[] { "settings.json", "settings.local.json" }.Select(file => Read(Path.Combine(claudeDirectory, file), name)).OfType<JsonElement>();

    static JsonElement? Read(string path, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(ForeignFiles.Start(path) ?? "{}", s_lenient);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? found.Clone() : null;
        }
        catch (JsonException)
        {
            return null; // Somebody else's file, which Claude Code couldn't read either.
        }
    }
}
