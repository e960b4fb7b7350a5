using System.Text.Json;

namespace Debrief.Profile;

/// <summary>A plugin's folder: one that holds .claude-plugin/plugin.json.</summary>
/// <param name="Name">As its skills are called by, before the colon.</param>
sealed record PluginFolder(string Name, string Path)
{
    /// <summary>A marketplace's folder holds plugins that nobody installed: where Claude Code lists those that are, only they count.</summary>
    public static IReadOnlyList<PluginFolder> Below(string folder)
    {
        var installed = Installed(System.IO.Path.Combine(folder, "installed_plugins.json"));
        return [.. ForeignFiles.Below(folder, "plugin.json")
            .Where(file => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(file)) == ".claude-plugin")
            .Select(Of)
            .Where(plugin => installed is null || installed.Contains(plugin.Name))];
    }

    static PluginFolder Of(string file)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(file))!;
        var name = Root(file) is { } root && root.TryGetProperty("name", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        return new(name is null || !InstalledSkills.IsName(name) ? System.IO.Path.GetFileName(folder) : name, folder);
    }

    /// <summary>Keys are plugin@marketplace.</summary>
    static HashSet<string>? Installed(string file) =>
        Root(file) is { } root && root.TryGetProperty("plugins", out var plugins) && plugins.ValueKind == JsonValueKind.Object
            ? [.. plugins.EnumerateObject().Select(plugin => plugin.Name.Split('@')[0])]
            : null;

    static JsonElement? Root(string file)
    {
        try
        {
            return ForeignFiles.Start(file) is { } text && JsonElement.Parse(text) is { ValueKind: JsonValueKind.Object } root ? root : null;
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            return null; // Not JSON, or half of it: the folder's name has to do.
        }
    }
}
