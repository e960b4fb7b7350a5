using System.Text.Json;
using System.Text.Json.Serialization;
using Debrief.Insights.Snapshots;

namespace Debrief.Reports.Narratives;

/// <summary>What a model wrote about a period, as far as it stood the check.</summary>
/// <param name="Sections">Sentences by section, without references.</param>
/// <param name="Facts">How many facts it was given.</param>
/// <param name="Written">Sentences that it wrote.</param>
/// <param name="Dropped">Of those, how many said what the facts don't, also when asked again.</param>
/// <param name="LeftOut">Sessions of excluded projects, of which it was told nothing.</param>
sealed record Told(IReadOnlyDictionary<string, IReadOnlyList<string>> Sections, string Model, string PromptVersion, string Language, int Facts, int Written, int Dropped, int LeftOut)
{
    public static readonly IReadOnlyList<string> Names = ["at_a_glance", "attention", "priorities", "friction", "skills", "people", "system", "recommendations"];

    /// <summary>As it is kept with a snapshot; null where nobody wrote any.</summary>
    public static Told? Of(Snapshot snapshot) => snapshot.Narrative is { } json ? JsonSerializer.Deserialize(json, ToldJson.Default.Told) : null;

    public string ToJson() => JsonSerializer.Serialize(this, ToldJson.Default.Told);

    public IReadOnlyList<string> In(string section) => Sections.TryGetValue(section, out var sentences) ? sentences : [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Told))]
sealed partial class ToldJson : JsonSerializerContext;
