using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Debrief.Configuration;

/// <summary>A YAML file that is read strictly. Whatever is wrong is collected with its line, not thrown.</summary>
sealed class YamlReader
{
    public Problems Problems { get; } = new();

    /// <summary>The whole file; empty where the file is, or isn't YAML.</summary>
    public YamlMap Root { get; }

    YamlReader(TextReader text) => Root = Load(text) switch
    {
        YamlMappingNode map => new(map, Problems),
        { } other => Refuse(other),
        null => Empty(),
    };

    /// <exception cref="UserError">The file can't be read.</exception>
    public static YamlReader Read(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            return new(text);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path} can't be read: {ex.Message}", ex);
        }
    }

    public static YamlReader Parse(string text) => new(new StringReader(text));

    YamlNode? Load(TextReader text)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(text);
        }
        catch (YamlException ex)
        {
            Problems.Add((int)ex.Start.Line, $"this is not YAML: {ex.Message}");
            return null;
        }

        foreach (var more in yaml.Documents.Skip(1))
            Problems.Add(more.RootNode.Line(), "a second document begins here; only one is read");
        return yaml.Documents.FirstOrDefault()?.RootNode is { } root && !root.IsNull() ? root : null;
    }

    YamlMap Refuse(YamlNode node)
    {
        Problems.Add(node.Line(), $"expected `key: value`, found {node.Kind()}");
        return Empty();
    }

    YamlMap Empty() => new(new YamlMappingNode(), Problems);
}
