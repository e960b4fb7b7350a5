using System.Text.Json;

namespace Debrief.Sources;

/// <summary>sessions-index.json of a project's folder: rare and often stale, a last hint for a title and for the project.</summary>
sealed class SessionsIndex
{
    readonly Dictionary<string, Hint?> _hints = [];
    readonly HashSet<string> _read = [];

    /// <summary>What the index beside a transcript says of its session; null when there is none or it says nothing.</summary>
    public Hint? Find(string transcriptPath, string sessionId)
    {
        var folder = Path.GetDirectoryName(transcriptPath)!;
        if (_read.Add(folder))
            Read(Path.Combine(folder, "sessions-index.json"));
        return _hints.GetValueOrDefault(sessionId);
    }

    public sealed record Hint(string? Title, string? Project);

    void Read(string path)
    {
        if (!File.Exists(path))
            return;

        try
        {
            using var index = JsonDocument.Parse(File.ReadAllBytes(path));
            var project = Text(index.RootElement, "originalPath");
            if (!index.RootElement.TryGetProperty("entries", out var entries) || entries.ValueKind != JsonValueKind.Array)
                return;

            foreach (var entry in entries.EnumerateArray())
            {
                if (Text(entry, "sessionId") is { } id)
                    _hints[id] = new(Text(entry, "summary"), Text(entry, "projectPath") ?? project);
            }
        }
        catch (Exception ex) when (ex is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // It is a hint and no more: without it the first prompt serves as title.
        }
    }

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
