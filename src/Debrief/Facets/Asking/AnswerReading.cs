using System.Text;
using System.Text.Json;
using Debrief.LanguageModels;

namespace Debrief.Facets.Asking;

/// <summary>A model's text, read as an answer. Models put fences and prose around their JSON; half an object is no answer.</summary>
/// <param name="Answer">Null where there are problems.</param>
/// <param name="Reason">empty, too_long, cut_off, not_json, invalid; null where it is an answer.</param>
/// <param name="Problems">In words, for the model to mend.</param>
sealed record AnswerReading(FacetAnswer? Answer, string? Reason, IReadOnlyList<string> Problems)
{
    const int MostObjects = 20;
    const int Longest = 200_000;

    static readonly JsonReaderOptions _lenient = new() { MaxDepth = 16, AllowTrailingCommas = true };

    public static AnswerReading Of(ModelAnswer answer)
    {
        if (string.IsNullOrWhiteSpace(answer.Text))
            return new(null, "empty", ["the answer is empty"]);
        if (answer.Text.Length > Longest)
            return new(null, "too_long", [$"the answer has {answer.Text.Length} characters; answer more briefly, with fewer items"]);

        var reading = Of(answer.Text);
        return reading.Answer is null && answer.IsCutOff
            ? new(null, "cut_off", ["the answer was cut off at its greatest length; answer more briefly, with fewer items and shorter quotes"])
            : reading;
    }

    static AnswerReading Of(string text)
    {
        if (Find(text) is not { } json)
            return new(null, "not_json", [text.Contains('{', StringComparison.Ordinal) ? "the answer isn't a whole JSON object" : "the answer holds no JSON object"]);

        using (json)
        {
            var problems = AnswerSchema.Problems(json.RootElement);
            return problems.Count > 0 ? new(null, "invalid", problems) : Read(json);
        }
    }

    static AnswerReading Read(JsonDocument json)
    {
        try
        {
            return new(json.Deserialize(AnswerJson.Default.FacetAnswer)!, null, []);
        }
        catch (JsonException ex)
        {
            return new(null, "invalid", [ex.Message]); // What the schema can't say, such as a property that is there twice.
        }
    }

    /// <summary>The first whole object that could be meant.</summary>
    static JsonDocument? Find(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(HalfCharacters.Mend(text));
        var at = -1;
        for (var tries = 0; tries < MostObjects; tries++)
        {
            var next = bytes.AsSpan(at + 1).IndexOf((byte)'{');
            if (next < 0)
                return null;

            at += next + 1;
            if (TryParse(bytes.AsSpan(at)) is { } found)
            {
                if (found.RootElement.TryGetProperty("outcome", out _))
                    return found;
                found.Dispose();
            }
        }

        return null;
    }

    static JsonDocument? TryParse(ReadOnlySpan<byte> from)
    {
        var reader = new Utf8JsonReader(from, _lenient);
        try
        {
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null; // Not from here; perhaps from the next brace.
        }
    }
}
