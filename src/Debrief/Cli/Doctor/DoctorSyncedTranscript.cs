using System.Data.Common;
using Dapper;
using Debrief.Storage;
using Debrief.Transcripts;

namespace Debrief.Cli;

/// <summary>What the database has of a transcript, to be compared with the disk.</summary>
sealed record DoctorSyncedTranscript
{
    public required long Id { get; init; }
    public required string Path { get; init; }
    public required long Size { get; init; }
    public required long ModifiedAt { get; init; }
    public required bool IsArchived { get; init; }

    /// <summary>Unix milliseconds of its entries; null when none has a time.</summary>
    public required long? FirstAt { get; init; }
    public required long? LastAt { get; init; }

    public bool Is(TranscriptFile file) => (Size, ModifiedAt) == (file.Size, file.ModifiedAt);

    public static async Task<IReadOnlyList<DoctorSyncedTranscript>> ReadAllAsync(DbConnection db, CancellationToken cancel)
    {
        Columns.Register();
        // What became smaller is never archived again: the copy of the larger one stays.
        var all = await db.QueryAsync<DoctorSyncedTranscript>(new CommandDefinition("""
            select id, path, size, modified_at, archived_size >= read_to or (shrunk and archived_size > 0) as is_archived,
                   cast(facts ->> 'FirstAt' as bigint) as first_at, cast(facts ->> 'LastAt' as bigint) as last_at
              from transcripts
            """, cancellationToken: cancel));
        return [.. all];
    }
}
