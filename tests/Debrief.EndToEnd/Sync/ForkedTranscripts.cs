using Debrief.EndToEnd.Support;
using Debrief.Sample;

namespace Debrief.EndToEnd.Sync;

/// <summary>Some transcripts, real ones where there are any, else invented, each with a fork: the same conversation under another id with a prompt more, so that a sync has copies to settle.</summary>
sealed class ForkedTranscripts : IDisposable
{
    readonly DirectoryInfo _claude = Directory.CreateTempSubdirectory("debrief-");

    public ForkedTranscripts()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_claude.FullName, "projects", "-forked")).FullName;
        foreach (var original in Originals().SelectMany(source => Directory.EnumerateFiles(source, "*.jsonl", SearchOption.AllDirectories))
            .Where(file => Guid.TryParse(Path.GetFileNameWithoutExtension(file), out _) && new FileInfo(file).Length is > 10_000 and < 2_000_000)
            .Order(StringComparer.Ordinal).Take(60))
        {
            var id = Path.GetFileNameWithoutExtension(original);
            var fork = $"f0{id[2..]}";
            var lines = File.ReadAllText(original).TrimEnd('\n') + "\n";
            File.WriteAllText(Path.Combine(folder, $"{id}.jsonl"), lines);
            File.WriteAllText(Path.Combine(folder, $"{fork}.jsonl"), lines.Replace(id, fork, StringComparison.Ordinal) + Prompt(fork));
            Files += 2;
        }
    }

    public string Folder => _claude.FullName;
    public int Files { get; }

    string[] Originals()
    {
        if (Repository.HasSharedTranscripts)
            return [.. Repository.SharedTranscripts("claude-code-log/projects", "claude-code-2.1.197/projects", "m-claude/projects")];

        var invented = Path.Combine(_claude.FullName, "invented");
        SampleWeeks.Write(invented, new DateOnly(2026, 2, 8), TimeZoneInfo.Utc);
        return [invented];
    }

    public void Dispose() => _claude.Delete(recursive: true);

    static string Prompt(string id) => $$"""
        {"parentUuid":null,"isSidechain":false,"type":"user","sessionId":"{{id}}","cwd":"/work","version":"2.1.197","uuid":"{{id}}","timestamp":"2026-08-30T10:00:00.000Z","message":{"role":"user","content":"and now the other way round"} }

        """;
}
