using Debrief.Transcripts;

namespace Debrief.Sources;

/// <summary>What one machine handed in.</summary>
/// <param name="owner">Null: whoever runs this Debrief.</param>
sealed class PushedTranscripts(string folder, string? owner, string host) : Source
{
    public override string Folder => folder;

    public override IEnumerable<TranscriptFile> FindTranscripts() =>
        new ClaudeDirectory(folder).FindTranscripts().Select(file => file with { Owner = owner, Host = host });
}
