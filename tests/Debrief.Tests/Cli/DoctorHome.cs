using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.Tests.Cli;

/// <summary>The environment is one for all tests, so those that set it run alone.</summary>
[CollectionDefinition(nameof(DoctorHome), DisableParallelization = true)]
public sealed class DoctorHomeCollection;

/// <summary>A person's home folder, with Claude Code's and Debrief's in it.</summary>
sealed class DoctorHome : IDisposable
{
    static readonly string[] Variables = ["HOME", "CLAUDE_CONFIG_DIR", "DEBRIEF_HOME", "DEBRIEF_DATABASE", "PATH", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"];

    readonly TempFolder _folder = new();
    readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    public DoctorHome(TestDatabase on, string claude = "claude")
    {
        Claude = _folder[claude];
        // SQLite's lies where it does by default.
        var given = on is Postgres ? on.New(hasTables: false) : null;
        Database = given ?? this["debrief.db"];
        Set(_folder.Path, Claude, _folder["debrief"], given, _folder.Path, null, null); // Nobody's own Claude Code, and no key.
    }

    /// <summary>Its connection string.</summary>
    public string Database { get; }

    public string Claude { get; }

    public string this[string name] => _folder[Path.Combine("debrief", name)];

    public string Transcript(string name, params string[] lines)
    {
        var path = Path.Combine(Claude, "projects", "-work", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")));
        return path;
    }

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
    }

    public bool IsUntouched => !Path.Exists(this[""]);

    public static string Prompt(string text, string type = "user") =>
        $$"""{"type":"{{type}}","uuid":"{{Guid.NewGuid()}}","sessionId":"s1","cwd":"/work","timestamp":"2026-03-04T05:06:07.000Z","message":{"role":"user","content":"{{text}}"} }""";

    public static string Answer(string model) =>
        $$$"""{"type":"assistant","uuid":"{{{Guid.NewGuid()}}}","sessionId":"s1","cwd":"/work","timestamp":"2026-03-05T05:06:07.000Z","message":{"id":"{{{Guid.NewGuid()}}}","model":"{{{model}}}","role":"assistant","content":[{"type":"text","text":"Done."}],"usage":{"input_tokens":1,"output_tokens":1} } }""";

    public void Dispose()
    {
        Set(_before);
        _folder.Dispose();
    }

    static void Set(params string?[] values)
    {
        foreach (var (variable, value) in Variables.Zip(values))
            Environment.SetEnvironmentVariable(variable, value);
    }
}
