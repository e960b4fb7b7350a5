using System.Reflection;
using System.Text.RegularExpressions;

namespace Debrief.Storage;

/// <summary>A migration: a file of Migrations/, one text for every database.</summary>
sealed partial record Script(string Name, string Text)
{
    const string Folder = "Debrief.Storage.Migrations.";

    public string Checksum => StableHash.Of(Text).ToString("x16");

    /// <summary>The text for a database: <c>{identity}</c> is its own, and <c>{only SQLite} … {end}</c> is for no other.</summary>
    public string For(Dialect dialect) =>
        Only().Replace(Text, part => part.Groups["name"].Value == dialect.Name ? part.Groups["text"].Value : "").Replace("{identity}", dialect.Identity, StringComparison.Ordinal);

    public static IReadOnlyList<Script> All()
    {
        var program = Assembly.GetExecutingAssembly();
        return [.. program.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => new Script(resource[Folder.Length..^".sql".Length], Read(program.GetManifestResourceStream(resource)!)))];
    }

    static string Read(Stream script)
    {
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^\{only (?<name>\w+)\}$(?<text>.*?)^\{end\}$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Only();
}
