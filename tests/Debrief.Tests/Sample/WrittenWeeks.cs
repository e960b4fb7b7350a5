using System.Text.Json;
using Debrief.Sample;

namespace Debrief.Tests.Sample;

/// <summary>The four weeks that end on Sunday, February 8, 2026, written into a folder of their own.</summary>
public sealed class WrittenWeeks : IDisposable
{
    public static readonly DateOnly LastDay = new(2026, 2, 8);
    public static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    readonly Lazy<IReadOnlyList<WrittenFile>> files;

    public WrittenWeeks() : this(LastDay, NewYork)
    {
    }

    internal WrittenWeeks(DateOnly lastDay, TimeZoneInfo zone)
    {
        SampleWeeks.Write(Folder, lastDay, zone);
        files = new(() => [.. Directory.EnumerateFiles(Folder, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new WrittenFile(path))]);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("debrief-sample-").FullName;

    public IReadOnlyList<WrittenFile> Files => files.Value;

    /// <summary>Sessions that a person began at the prompt.</summary>
    public IEnumerable<WrittenFile> Persons => Files.Where(file => !file.IsSubAgent && file.Client is "cli" && !file.Text.Contains("<channel source="));

    /// <summary>Of one week, 1 to 4.</summary>
    public IEnumerable<WrittenFile> PersonsIn(int week) => Persons.Where(file => file.Week == week);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>One transcript, as it stands on disk.</summary>
public sealed class WrittenFile(string path)
{
    public string Path => path;
    public string Text { get; } = File.ReadAllText(path);
    public IReadOnlyList<JsonElement> Entries { get; } = [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];

    public bool IsSubAgent => path.Contains("subagents");
    public IEnumerable<JsonElement> Tree => Entries.Where(entry => entry.TryGetProperty("uuid", out _));
    public IEnumerable<JsonElement> Assistant => Tree.Where(entry => entry.GetProperty("type").GetString() is "assistant");
    public string Client => Tree.First().GetProperty("entrypoint").GetString()!;
    public string Project => System.IO.Path.GetFileName(Tree.First().GetProperty("cwd").GetString()!);
    public IReadOnlyList<DateTimeOffset> Times => [.. Entries.Where(entry => entry.TryGetProperty("timestamp", out _)).Select(entry => entry.GetProperty("timestamp").GetDateTimeOffset())];
    public int Week => 4 - ((WrittenWeeks.LastDay.DayNumber - Day(Times.Max())) / 7);

    /// <summary>What the person typed, skills included.</summary>
    public IEnumerable<string> Typed => Tree
        .Where(entry => entry.TryGetProperty("promptSource", out var source) && source.GetString() is "typed" or "queued")
        .Select(entry => entry.GetProperty("message").GetProperty("content").GetString()!);

    public bool Says(string words) => Typed.Any(text => text.Contains(words, StringComparison.OrdinalIgnoreCase));

    // What a failing test shows: not all of its entries.
    public override string ToString() => path;

    static int Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, WrittenWeeks.NewYork).DateTime).DayNumber;
}
