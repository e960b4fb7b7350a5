using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Debrief.Sample.Writing;

/// <summary>Builds the lines of a transcript: compact JSON, an entry of the tree hanging on the one before.</summary>
sealed class TranscriptWriter(Transcript transcript, Dice dice)
{
    static readonly JsonWriterOptions AsNode = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>A user, assistant, system or attachment entry. Gives its id.</summary>
    /// <param name="isRoot">Hangs on nothing, as after a compaction.</param>
    public string Tree(string type, DateTimeOffset at, Action<Utf8JsonWriter> body, bool isRoot = false, string? uuid = null)
    {
        uuid ??= dice.Uuid();
        var envelope = transcript.Envelope;
        var line = Line(json =>
        {
            json.WriteString("parentUuid", isRoot ? null : transcript.Leaf);
            json.WriteBoolean("isSidechain", envelope.AgentId is not null);
            if (envelope.AgentId is not null)
                json.WriteString("agentId", envelope.AgentId);
            json.WriteString("type", type);
            body(json);
            json.WriteString("uuid", uuid);
            json.WriteString("timestamp", Stamp(at));
            envelope.WriteTail(json);
        });
        transcript.Add(line, uuid, at);
        return uuid;
    }

    /// <summary>A bookkeeping entry outside the tree.</summary>
    public void Flat(string type, Action<Utf8JsonWriter> body, DateTimeOffset? at = null) => transcript.Add(
        Line(json =>
        {
            json.WriteString("type", type);
            body(json);
            if (at is { } time)
                json.WriteString("timestamp", Stamp(time));
            if (type != "file-history-snapshot")
                json.WriteString("sessionId", transcript.Envelope.SessionId);
        }),
        leaf: null,
        at);

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    string Line(Action<Utf8JsonWriter> body)
    {
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, AsNode))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
