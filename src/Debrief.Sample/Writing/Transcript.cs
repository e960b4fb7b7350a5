using System.Text;
using System.Text.Json.Nodes;

namespace Debrief.Sample.Writing;

/// <summary>One transcript file in the making.</summary>
sealed class Transcript(Envelope envelope)
{
    readonly List<string> lines = [];

    public Envelope Envelope => envelope;

    /// <summary>The entry that the next one hangs on; null before the first.</summary>
    public string? Leaf { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>What lies beside a sub-agent's transcript.</summary>
    public JsonObject? Meta { get; init; }

    /// <param name="leaf">The entry's id; null for one outside the tree.</param>
    /// <param name="at">Null for an entry without a time.</param>
    public void Add(string line, string? leaf, DateTimeOffset? at)
    {
        lines.Add(line);
        Leaf = leaf ?? Leaf;
        if (at > LastAt)
            LastAt = at.Value;
    }

    /// <summary>Begins as a resumed session does: the earlier one's entries under the new session's id, all else as it was.</summary>
    public void CopyFrom(Transcript earlier)
    {
        foreach (var line in earlier.lines.Where(line => line.StartsWith("{\"parentUuid\"", StringComparison.Ordinal)))
            lines.Add(line.Replace(earlier.Envelope.SessionId, envelope.SessionId));

        Leaf = earlier.Leaf;
    }

    public void SaveIn(string projects)
    {
        var path = Path.Combine(projects, envelope.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Save(path, string.Concat(lines.Select(line => line + "\n")));
        if (Meta is not null)
            Save(Path.ChangeExtension(path, ".meta.json"), Meta.ToJsonString());
    }

    void Save(string path, string text)
    {
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        File.SetLastWriteTimeUtc(path, LastAt.UtcDateTime);
    }
}
