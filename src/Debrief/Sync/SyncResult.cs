namespace Debrief.Sync;

/// <summary>What a sync did. A second one with nothing new opens no file, reads no line and writes no row.</summary>
sealed class SyncResult
{
    public int Files { get; set; }
    public int Opened { get; set; }
    public int Unchanged { get; set; }

    /// <summary>Bytes read for their entries; a file that grew is read from where it was left.</summary>
    public long BytesRead { get; set; }
    public int Lines { get; set; }
    public int BadLines { get; set; }

    /// <summary>Files whose last line is half written; it is read when it is whole.</summary>
    public int WaitingLines { get; set; }

    /// <summary>Sessions that are new or have changed.</summary>
    public int Sessions { get; set; }
    public int RowsWritten { get; set; }
    public double Seconds { get; set; }

    /// <summary>The archive may lack something: a file changed, or an earlier archiving didn't come to its end.</summary>
    public bool MayBeBehind { get; set; }
    public int Archived { get; set; }
    public double ArchiveSeconds { get; set; }

    /// <summary>Files that became smaller: what was known of them is kept.</summary>
    public List<string> Shrunk { get; } = [];

    /// <summary>Files that couldn't be read at all; they are tried again next time.</summary>
    public List<UnreadableFile> Unreadable { get; } = [];
}

sealed record UnreadableFile(string Path, string Reason);
