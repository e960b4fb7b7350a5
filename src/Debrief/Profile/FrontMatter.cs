using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Debrief.Profile;

/// <summary>The YAML between the first two lines of three dashes, as far as it is plain texts. Read event by event: however deeply a foreign file is nested, nothing is built of it.</summary>
static class FrontMatter
{
    const int Deepest = 20;

    /// <returns>Empty where there is none, or it is no YAML.</returns>
    public static IReadOnlyDictionary<string, string> Of(string text)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!text.StartsWith("---", StringComparison.Ordinal) || text.IndexOf("\n---", 3, StringComparison.Ordinal) is var end && end < 0)
            return texts;

        var yaml = text[3..end];
        try
        {
            Read(new Parser(new StringReader(yaml)), texts);
        }
        catch (Exception ex) when (ex is YamlException or InvalidOperationException)
        {
            // The second is how the parser gives up on some nestings.
            ReadLines(yaml, texts);
        }

        return texts;
    }

    static void Read(Parser yaml, Dictionary<string, string> texts)
    {
        var depth = 0;
        string? key = null;
        while (depth <= Deepest && yaml.MoveNext())
        {
            switch (yaml.Current)
            {
                case MappingStart or SequenceStart:
                    depth++;
                    break;
                case MappingEnd or SequenceEnd when --depth == 1:
                case AnchorAlias when depth == 1:
                    key = null;
                    break;
                case Scalar name when depth == 1 && key is null:
                    key = name.Value;
                    break;
                case Scalar value when depth == 1:
                    texts.TryAdd(key!, value.Value.Trim());
                    key = null;
                    break;
            }
        }
    }

    /// <summary>Many are written by hand with a colon too many, and Claude Code reads them all the same.</summary>
    static void ReadLines(string yaml, Dictionary<string, string> texts)
    {
        foreach (var line in yaml.Split('\n').Where(line => line.Length > 0 && char.IsLetter(line[0]) && line.Contains(": ", StringComparison.Ordinal)))
            texts.TryAdd(line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim().Trim('"'));
    }
}
