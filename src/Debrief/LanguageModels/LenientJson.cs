using System.Text.Json;

namespace Debrief.LanguageModels;

/// <summary>Reads what others have written: whatever isn't there, or isn't of that kind, is null.</summary>
static class LenientJson
{
    extension(JsonElement from)
    {
        public JsonElement At(string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value : default;

        public string? Text(string name) => from.At(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

        public double? Number(string name) => from.At(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

        public long? Count(string name) => from.Number(name) is { } number and >= 0 and < 1e15 ? (long)number : null;
    }
}
