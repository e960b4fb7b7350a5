using System.IO.Enumeration;
using Debrief.Transcripts;

namespace Debrief.Sources;

/// <summary>Any folder with transcripts somewhere below it, such as a backup.</summary>
sealed class TranscriptFolder(string folder) : Source
{
    static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, MaxRecursionDepth = 12, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    public override string Folder => folder;

    public override IEnumerable<TranscriptFile> FindTranscripts() =>
        new FileSystemEnumerable<TranscriptFile>(folder, ToTranscript, Everything)
        {
            ShouldIncludePredicate = IsTranscript,
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    static TranscriptFile ToTranscript(ref FileSystemEntry entry) =>
        new(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.UtcTicks);

    // The journal of a workflow looks like a transcript and is none.
    static bool IsTranscript(ref FileSystemEntry entry) =>
        !entry.IsDirectory && entry.FileName.EndsWith(".jsonl", StringComparison.Ordinal) && !entry.FileName.Equals("journal.jsonl", StringComparison.Ordinal);
}
