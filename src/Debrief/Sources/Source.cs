using Debrief.Transcripts;

namespace Debrief.Sources;

/// <summary>A place where transcripts are found.</summary>
abstract class Source
{
    public abstract string Folder { get; }

    /// <summary>All transcripts there, none of them opened.</summary>
    public abstract IEnumerable<TranscriptFile> FindTranscripts();
}
