using Debrief.Transcripts;

namespace Debrief.Sources;

/// <summary>What Claude Code keeps on this machine: below projects/ a folder a project, a file a session.</summary>
sealed class ClaudeDirectory(string directory) : Source
{
    readonly string _projects = Path.Combine(directory, "projects");

    public override string Folder => directory;

    public override IEnumerable<TranscriptFile> FindTranscripts() =>
        Directory.Exists(_projects) ? new TranscriptFolder(_projects).FindTranscripts() : [];

    public static bool IsOne(string directory) => Directory.Exists(Path.Combine(directory, "projects"));
}
