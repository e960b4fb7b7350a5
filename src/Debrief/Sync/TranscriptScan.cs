using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Sync;

/// <summary>What reading a transcript, or the part that is new, gave.</summary>
sealed class TranscriptScan
{
    public required TranscriptFile File { get; init; }
    public required TranscriptFacts Facts { get; init; }

    /// <summary>The same as they are kept. Made by whoever reads: of readers there are several, of writers one.</summary>
    public required string FactsJson { get; init; }
    public required UsageCounter Usage { get; init; }
    public required IReadOnlyList<BadLine> BadLines { get; init; }
    public required int Lines { get; init; }
    public required long ReadFrom { get; init; }
    public required long ReadTo { get; init; }
    public required string EndsHash { get; init; }
    public required long CopiedTo { get; init; }
    public bool IsTailWaiting { get; init; }

    public string? SessionId => File.SessionId ?? Facts.SessionId;

    /// <summary>Reads a transcript from where it was left.</summary>
    /// <param name="known">What is known of it; null to read it whole.</param>
    /// <param name="copiedTo">Entries before this offset are another transcript's: only their tokens are looked at.</param>
    /// <param name="until">What was appended behind this offset is left for another time.</param>
    public static TranscriptScan Read(TranscriptFile file, KnownTranscript? known = null, long copiedTo = 0, long until = long.MaxValue)
    {
        var facts = known?.Facts ?? new TranscriptFacts();
        var usage = new UsageCounter();
        var counter = new FactCounter(facts, file.Kind != TranscriptKind.Session, usage);
        var from = known?.ReadTo ?? 0;
        using var entries = new EntryReader(file.Path, from, until);
        var entry = new Entry();
        while (entries.Read(entry))
        {
            if (entries.Offset >= copiedTo)
                counter.Add(entry);
            else
                counter.AddCopied(entry);
        }

        facts.BadLines += entries.BadLines.Count;
        counter.Finish();
        return new TranscriptScan
        {
            File = file,
            Facts = facts,
            FactsJson = TranscriptRows.Json(facts),
            Usage = usage,
            BadLines = entries.BadLines,
            Lines = entries.Lines,
            ReadFrom = from,
            ReadTo = entries.ReadTo,
            EndsHash = entries.HashEnds(),
            CopiedTo = Math.Max(copiedTo, known?.CopiedTo ?? 0),
            IsTailWaiting = entries.IsTailWaiting,
        };
    }
}

/// <summary>What the database holds of a transcript that changed.</summary>
sealed record KnownTranscript(long ReadTo, string EndsHash, long CopiedTo, TranscriptFacts Facts);
