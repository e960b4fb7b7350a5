using Debrief.Sessions;
using Debrief.Sync;
using Debrief.Tests.Configuration;
using Debrief.Transcripts;

namespace Debrief.Tests.Support;

/// <summary>Reads bytes or a transcript from a file of its own.</summary>
static class Reading
{
    /// <summary>The facts of a session's transcript with these lines.</summary>
    public static TranscriptFacts Facts(params Line[] lines) => Facts(Transcript.With(lines));

    public static TranscriptFacts Facts(Transcript transcript) => Scan(transcript).Facts;

    public static IReadOnlyCollection<MessageUsage> Usage(params Line[] lines) => Scan(Transcript.With(lines)).Usage.Messages;

    public static TranscriptScan Scan(Transcript transcript)
    {
        using var folder = new TempFolder();
        var path = transcript.WriteTo(folder[transcript.Agent is null ? $"{transcript.Session}.jsonl" : $"agent-{transcript.Agent}.jsonl"]);
        return TranscriptScan.Read(FileAt(path));
    }

    public static TranscriptFile FileAt(string path) => TranscriptFile.At(path, new FileInfo(path).Length, File.GetLastWriteTimeUtc(path).Ticks);

    /// <summary>Every entry's uuid, or its type where it has none; and what the reader said of the file.</summary>
    public static Entries Entries(byte[] bytes, long from = 0)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["x.jsonl"], bytes);
        return Entries(folder["x.jsonl"], from);
    }

    public static Entries Entries(string path, long from = 0)
    {
        using var reader = new EntryReader(path, from);
        var entry = new Entry();
        var names = new List<string>();
        while (reader.Read(entry))
            names.Add(entry.Uuid.IsEmpty ? entry.Type ?? "" : entry.Text(entry.Uuid));
        return new(string.Join(' ', names), reader.Lines, [.. reader.BadLines], reader.ReadTo, reader.IsTailWaiting);
    }

    /// <summary>Calls what looks at an entry while its line is there.</summary>
    public static T Entry<T>(string line, Func<Entry, T> look)
    {
        var entry = new Entry();
        new EntryParser().Parse(System.Text.Encoding.UTF8.GetBytes(line), entry);
        return look(entry);
    }

    public static T Entry<T>(Line line, Func<Entry, T> look) => Entry(Transcript.With(line).ToString(), look);
}

sealed record Entries(string Names, int Lines, IReadOnlyList<BadLine> BadLines, long ReadTo, bool IsTailWaiting);
