using System.Text;
using System.Text.Json.Nodes;

namespace Debrief.Tests.Support;

/// <summary>A transcript to be written. Every line gets an envelope as Claude Code writes it, where it doesn't bring its own: a minute passes from one to the next.</summary>
sealed record Transcript(params Line[] Lines)
{
    static readonly string[] Tree = ["user", "assistant", "system", "attachment", "progress"];
    static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    public string Session { get; init; } = "5e551011-0000-4000-8000-000000000001";
    public string Version { get; init; } = "2.1.100";
    public string Folder { get; init; } = "/work/shop";
    public string? Agent { get; init; }

    /// <summary>Goes into uuids and message ids; transcripts with equal ones are copies of each other.</summary>
    public string Ids { get; init; } = "1";

    public static Transcript With(params Line[] lines) => new(lines);

    public Transcript Then(params Line[] lines) => this with { Lines = [.. Lines, .. lines] };

    public override string ToString() => string.Concat(Rendered().Select(line => line + "\n"));

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <returns>The path.</returns>
    public string WriteTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, ToBytes());
        return path;
    }

    /// <summary>The uuid that the line with this index has.</summary>
    public string Uuid(int index) => $"{index:x8}-0000-4000-8000-{Ids.PadLeft(12, '0')}";

    IEnumerable<Line> Rendered()
    {
        string? parent = null;
        for (var i = 0; i < Lines.Length; i++)
        {
            var line = Lines[i];
            if (line.Raw is null)
                line = Envelope(line, i, ref parent);
            yield return line;
        }
    }

    Line Envelope(Line line, int index, ref string? parent)
    {
        var json = (JsonObject)line.Json.DeepClone();
        if (json["message"] is JsonObject message && message.ContainsKey("id") && message["id"] is null)
            message["id"] = $"msg_{Ids}_{index}";

        json.TryAdd("sessionId", Session);
        if (!Tree.Contains((string?)json["type"]))
            return new(json);

        json.TryAdd("uuid", Uuid(index));
        json.TryAdd("parentUuid", parent);
        json.TryAdd("isSidechain", Agent is not null);
        json.TryAdd("timestamp", Start.AddMinutes(index).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        json.TryAdd("version", Version);
        json.TryAdd("cwd", Folder);
        json.TryAdd("userType", "external");
        if (Agent is not null)
            json.TryAdd("agentId", Agent);
        parent = (string?)json["uuid"];
        return new(json);
    }
}
