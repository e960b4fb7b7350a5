using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Debrief.Profile;

/// <summary>The skills and custom commands that really exist: of the person, of their plugins and of a project. Files that can't be read are left out.</summary>
sealed class InstalledSkills(IReadOnlyList<string> claudeDirectories, UserProfile profile)
{
    const int LongestFile = 64 * 1024;
    const int MostFiles = 2000;
    static readonly EnumerationOptions _below = new() { RecurseSubdirectories = true, MaxRecursionDepth = 6, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    readonly List<Skill> _everywhere = [.. profile.Skills, .. claudeDirectories.SelectMany(folder => In(folder, plugin: null).Concat(Plugins(folder)))];
    readonly Dictionary<string, IReadOnlyList<Skill>> _ofProjects = new(StringComparer.Ordinal);

    /// <summary>Each name once, the profile's words before the files'.</summary>
    public IReadOnlyList<Skill> Of(string? project)
    {
        lock (_ofProjects)
        {
            if (!_ofProjects.TryGetValue(project ?? "", out var skills))
                _ofProjects.Add(project ?? "", skills = [.. _everywhere.Concat(project is null || !Path.IsPathRooted(project) ? [] : In(Path.Combine(project, ".claude"), plugin: null)).DistinctBy(skill => skill.Name, StringComparer.OrdinalIgnoreCase)]);
            return skills;
        }
    }

    static IEnumerable<Skill> Plugins(string folder) =>
        Files(Path.Combine(folder, "plugins"), "plugin.json")
            .Select(file => Path.GetDirectoryName(Path.GetDirectoryName(file)!)!) // In .claude-plugin/ of the plugin's folder.
            .Distinct(StringComparer.Ordinal)
            .SelectMany(plugin => In(plugin, Path.GetFileName(plugin)));

    static IEnumerable<Skill> In(string folder, string? plugin)
    {
        var skills = Files(Path.Combine(folder, "skills"), "SKILL.md").Select(file => Read(file, Path.GetFileName(Path.GetDirectoryName(file)!)));
        var commands = Path.Combine(folder, "commands");
        var custom = Files(commands, "*.md").Select(file => Read(file, Path.GetRelativePath(commands, file)[..^".md".Length].Replace(Path.DirectorySeparatorChar, ':')));
        return skills.Concat(custom).OfType<Skill>().Select(skill => plugin is null ? skill : skill with { Name = $"{plugin}:{skill.Name}" });
    }

    static IEnumerable<string> Files(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern, _below).Take(MostFiles).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return []; // What can't be looked at isn't there for anybody.
        }
    }

    static Skill? Read(string file, string name)
    {
        try
        {
            if (new FileInfo(file).Length > LongestFile)
                return new(name, null, []);

            var (named, about) = FrontMatter(File.ReadAllText(file));
            return new(named ?? name, about, []);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The YAML between the first two lines of three dashes.</summary>
    static (string? Name, string? About) FrontMatter(string text)
    {
        if (!text.StartsWith("---", StringComparison.Ordinal) || text.IndexOf("\n---", 3, StringComparison.Ordinal) is var end && end < 0)
            return (null, null);

        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text[3..end]));
            return yaml.Documents is [{ RootNode: YamlMappingNode map }, ..] ? (Scalar(map, "name"), Scalar(map, "description")) : (null, null);
        }
        catch (YamlException)
        {
            return (null, null); // The file's name has to do.
        }
    }

    static string? Scalar(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlScalarNode { Value: { Length: > 0 } text } ? text.Trim() : null;
}
