using System.Reflection;

namespace Debrief.Storage;

/// <summary>A migration: a file of Migrations/, one text for every database.</summary>
sealed record Script(string Name, string Text)
{
    const string Folder = "Debrief.Storage.Migrations.";

    public string Checksum => StableHash.Of(Text).ToString("x16");

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
}
