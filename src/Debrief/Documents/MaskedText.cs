using System.Text.Json;
using System.Text.Json.Serialization;
using Debrief.Privacy;

namespace Debrief.Documents;

/// <summary>Every text of the program's JSON without secrets, also where a database of an earlier version still has them.</summary>
sealed class MaskedText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string text, JsonSerializerOptions options) => writer.WriteStringValue(Secrets.Mask(text));

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string name, JsonSerializerOptions options) => writer.WritePropertyName(Secrets.Mask(name));
}
