using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Debrief.Configuration;

/// <summary>A text and the line where it stands.</summary>
readonly record struct YamlText(string Value, int Line);

/// <summary>A mapping that is being read. Ask for each key that may be there, then call <see cref="End"/>: what wasn't asked for is a problem.</summary>
sealed class YamlMap(YamlMappingNode node, Problems problems)
{
    readonly List<string> _known = [];

    public int Line => node.Line();

    /// <summary>Null where it isn't given, empty, or no text.</summary>
    public YamlText? Text(string key) => Find(key) is { } value ? AsText(value, $"`{key}`") : null;

    public bool? Flag(string key)
    {
        switch (Find(key))
        {
            case null: return null;
            case YamlScalarNode { Value: "true" or "True" or "TRUE" }: return true;
            case YamlScalarNode { Value: "false" or "False" or "FALSE" }: return false;
            case var other:
                problems.Add(other.Line(), $"`{key}` must be true or false, not {other.Kind()}");
                return null;
        }
    }

    /// <summary>A number of zero or more; null where it isn't given.</summary>
    public double? Number(string key)
    {
        switch (Find(key))
        {
            case null: return null;
            case YamlScalarNode { Value: { } text } when double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0: return number;
            case var other:
                problems.Add(other.Line(), $"`{key}` must be a number of zero or more, not {other.Kind()}");
                return null;
        }
    }

    /// <summary>A whole number from one to another; null where it isn't given.</summary>
    public int? Whole(string key, int least, int most)
    {
        switch (Find(key))
        {
            case null: return null;
            case YamlScalarNode { Value: { } text } when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most: return number;
            case var other:
                problems.Add(other.Line(), $"`{key}` must be a whole number from {least} to {most}, not {other.Kind()}");
                return null;
        }
    }

    /// <summary>A mapping below this one, empty where it isn't given; its own <see cref="End"/> is the caller's.</summary>
    public YamlMap Map(string key)
    {
        switch (Find(key))
        {
            case YamlMappingNode map: return new(map, problems);
            case null: return new(new(), problems);
            case var other:
                problems.Add(other.Line(), $"`{key}` must be `key: value` pairs, not {other.Kind()}");
                return new(new(), problems);
        }
    }

    /// <summary>The texts of a list; empty ones are a problem.</summary>
    public IReadOnlyList<YamlText> Texts(string key)
    {
        var texts = new List<YamlText>();
        foreach (var item in Items(key, "text"))
            if (AsText(item, $"an item of `{key}`") is not { } text)
                continue;
            else if (string.IsNullOrWhiteSpace(text.Value))
                problems.Add(text.Line, $"an item of `{key}` is empty");
            else
                texts.Add(text);
        return texts;
    }

    /// <summary>The mappings of a list.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        var maps = new List<YamlMap>();
        foreach (var item in Items(key, "key: value"))
            if (item is YamlMappingNode map)
                maps.Add(new(map, problems));
            else
                problems.Add(item.Line(), $"an item of `{key}` must be `key: value` pairs, not {item.Kind()}");
        return maps;
    }

    /// <returns>Whether all are there. That nothing at all is said is no problem; that only a part is, is one.</returns>
    public bool NeedsAll(params (string Key, object? Value)[] needed)
    {
        if (node.Children.Count == 0)
            return false;

        foreach (var (key, _) in needed.Where(each => each.Value is null))
            problems.Add(Line, $"`{key}` is missing here");
        return needed.All(each => each.Value is not null);
    }

    public void End()
    {
        foreach (var key in node.Children.Keys)
            if (key is not YamlScalarNode { Value: { } name } || !_known.Contains(name))
                problems.Add(key.Line(), $"unknown key `{key}` (known here: {string.Join(", ", _known)})");
    }

    YamlNode? Find(string key)
    {
        _known.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) && !value.IsNull() ? value : null;
    }

    IEnumerable<YamlNode> Items(string key, string item)
    {
        switch (Find(key))
        {
            case null: return [];
            case YamlSequenceNode list: return list.Children;
            case var other:
                problems.Add(other.Line(), $"`{key}` must be a list (`- {item}` on lines of their own), not {other.Kind()}");
                return [];
        }
    }

    YamlText? AsText(YamlNode value, string what)
    {
        if (value is YamlScalarNode scalar)
            return new(scalar.IsNull() ? "" : scalar.Value!, value.Line());

        problems.Add(value.Line(), $"{what} must be a text, not {value.Kind()}");
        return null;
    }
}

static class YamlNodes
{
    extension(YamlNode node)
    {
        public int Line() => (int)node.Start.Line;

        public string Kind() => node switch
        {
            YamlSequenceNode => "a list",
            YamlMappingNode => "`key: value` pairs",
            _ => $"\"{node}\"",
        };

        /// <summary>Nothing, or what YAML calls null.</summary>
        public bool IsNull() => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };
    }
}
