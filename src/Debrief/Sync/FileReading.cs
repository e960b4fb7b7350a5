using Debrief.Transcripts;

namespace Debrief.Sync;

/// <summary>What came of reading one changed file.</summary>
/// <param name="Scan">Null where it shrank or couldn't be read.</param>
sealed record FileReading(TranscriptFile File, TranscriptScan? Scan, string? Failure)
{
    public static FileReading Read(TranscriptFile file, KnownTranscripts known)
    {
        try
        {
            return new(file, ReadNew(file, known.Find(file)), null);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // One file that can't be opened must not stop the others; it is named in the result and tried again next time.
            return new(file, null, ex.Message);
        }
    }

    /// <returns>Null where the file holds less than is known of it.</returns>
    static TranscriptScan? ReadNew(TranscriptFile file, KnownTranscript? known)
    {
        if (known is null)
            return TranscriptScan.Read(file);
        if (file.Size < known.ReadTo)
            return null;
        if (FileEnds.Hash(file.Path, known.ReadTo) == known.EndsHash)
            return TranscriptScan.Read(file, known);

        // Written anew. It replaces what is known only if it tells no less.
        var anew = TranscriptScan.Read(file);
        return anew.Facts.Messages >= known.Facts.Messages ? anew : null;
    }

    public void WriteTo(SyncWriter writer, SyncResult result)
    {
        if (Failure is not null)
        {
            result.Unreadable.Add(new(File.Path, Failure));
            return;
        }

        if (Scan is null)
        {
            result.Shrunk.Add(File.Path);
            writer.WriteShrunk(File);
            return;
        }

        result.Opened++;
        result.Lines += Scan.Lines;
        result.BadLines += Scan.BadLines.Count;
        result.BytesRead += Scan.ReadTo - Scan.ReadFrom;
        result.WaitingLines += Scan.IsTailWaiting ? 1 : 0;
        writer.Write(Scan);
    }
}
