using Debrief.Transcripts;

namespace Debrief.Sessions;

/// <summary>One transcript of a session, with what was observed in it.</summary>
sealed record SessionPart(long TranscriptId, string Path, TranscriptKind Kind, TranscriptFacts Facts)
{
    /// <inheritdoc cref="TranscriptFile.Owner"/>
    public string? Owner { get; init; }

    /// <inheritdoc cref="TranscriptFile.Host"/>
    public string? Host { get; init; }

    /// <summary>Its entries belong to the conversation with the person.</summary>
    public bool IsMain => Kind == TranscriptKind.Session && !Facts.IsOwnTask;

    /// <summary>A sub-agent at work, not one that was only warmed up or that repeats its parent.</summary>
    public bool IsAgent => Kind == TranscriptKind.SubAgent && !Facts.IsWarmUp;
}
