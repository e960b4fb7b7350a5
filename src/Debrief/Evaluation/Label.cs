using System.Globalization;
using System.Text.Json;

namespace Debrief.Evaluation;

/// <summary>What a person answered for a session, in one file.</summary>
/// <param name="Transcript">Below the folder of transcripts; null: wherever the session's transcript lies in it.</param>
/// <param name="Answers">By facet, as in <see cref="ComparedFacet"/>. A facet that isn't in the label isn't here; null is an answer too.</param>
sealed record Label(string SessionId, string? Transcript, IReadOnlyDictionary<string, IReadOnlyList<string>?> Answers, IReadOnlyList<LabelledEvidence> Evidence)
{
    /// <exception cref="UserError">The file can't be read or is no label.</exception>
    public static Label Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return Of(json.RootElement);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path} is no label of a session: {Beginning.Of(ex.Message, 200)} Mend it, or move it away.", ex);
        }
    }

    static Label Of(JsonElement label)
    {
        var id = label.GetProperty("session_id").GetString() ?? "";
        if (id.Length == 0 || id != Path.GetFileName(id) || id is "." or "..")
            throw new FormatException("its session_id isn't a session's.");

        var answers = new Dictionary<string, IReadOnlyList<string>?>();
        foreach (var facet in ComparedFacet.All)
        {
            if (Property(label, facet.Name) is { } value)
                answers[facet.Name] = Answer(facet.Scale, value);
        }

        if (Property(label, "estimated_time_saved_minutes") is { } saved)
            answers["estimated_time_saved_minutes"] = Numbers(saved, "low", "high");
        if (Property(label, "completion_chain") is { ValueKind: JsonValueKind.Object } chain)
            (answers["tasks_started"], answers["tasks_completed"]) = (Numbers(chain, "started"), Numbers(chain, "completed"));
        var evidence = Property(label, "evidence") is { } list ? list.EnumerateArray().Select(LabelledEvidence.Of).OfType<LabelledEvidence>().ToList() : [];
        return new(id, Property(label, "transcript")?.GetString(), answers, evidence);
    }

    static JsonElement? Property(JsonElement label, string name) => label.TryGetProperty(name, out var value) ? value : null;

    static IReadOnlyList<string>? Answer(Scale scale, JsonElement value) => (scale, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (Scale.Choice, JsonValueKind.True or JsonValueKind.False) => [value.GetBoolean() ? "true" : "false"],
        (Scale.Choice, _) => [value.GetString()!],
        (Scale.Number, JsonValueKind.Array) => [Text(value.GetArrayLength())],
        (Scale.Number, _) => [Text(value.GetInt32())],
        (Scale.Counts, JsonValueKind.Object) => ComparedFacet.Items(value.EnumerateObject().Select(count => KeyValuePair.Create(count.Name, count.Value.GetInt32()))),
        (Scale.Chain, _) => Numbers(value, "started", "completed", "abandoned"),
        (Scale.Range, _) => null,
        _ => [.. value.EnumerateArray().Select(Item)],
    };

    static string Item(JsonElement item) => item.ValueKind == JsonValueKind.Object
        ? $"{item.GetProperty("person").GetString()} {item.GetProperty("action").GetString()}"
        : item.GetString()!;

    static string[]? Numbers(JsonElement value, params string[] names) =>
        value.ValueKind == JsonValueKind.Null ? null : [.. names.Select(name => Text(value.GetProperty(name).GetInt32()))];

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
