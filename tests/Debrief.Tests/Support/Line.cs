using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Debrief.Tests.Support;

/// <summary>One line of a transcript to be written: JSON of which the transcript fills in what is missing, or any text at all.</summary>
sealed record Line(JsonObject Json, string? Raw = null)
{
    static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static implicit operator Line(string raw) => new([], raw);

    /// <param name="time">10:05 or 10:05:30 of the second of March 2026, or a whole timestamp.</param>
    public Line At(string time) => With("timestamp", time.Length > 8 ? time : $"2026-03-02T{(time.Length == 5 ? time + ":00" : time)}.000Z");

    public Line With(string name, JsonNode? value)
    {
        var json = (JsonObject)Json.DeepClone();
        json[name] = value;
        return this with { Json = json };
    }

    public Line InMessage(string name, JsonNode? value)
    {
        var json = (JsonObject)Json.DeepClone();
        json["message"]![name] = value;
        return this with { Json = json };
    }

    public Line Without(string name)
    {
        var json = (JsonObject)Json.DeepClone();
        json[name] = "(none)";
        return this with { Json = json };
    }

    public Line Sidechain() => With("isSidechain", true);

    public override string ToString()
    {
        if (Raw is not null)
            return Raw;

        var shown = (JsonObject)Json.DeepClone();
        foreach (var (name, _) in Json.Where(property => property.Value is JsonValue value && value.TryGetValue(out string? text) && text == "(none)").ToList())
            shown.Remove(name);
        return shown.ToJsonString(Compact);
    }
}
