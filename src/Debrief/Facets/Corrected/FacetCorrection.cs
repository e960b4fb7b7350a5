using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Debrief.Facets.Corrected;

/// <summary>What a person says about a session, by the names of the facets. Null says that it can't be told; what isn't in it stays the extractor's.</summary>
sealed record FacetCorrection(JsonObject Answers)
{
    /// <summary>The facet with the person's answers in place of the extractor's.</summary>
    public SessionFacet Apply(SessionFacet facet)
    {
        var all = JsonSerializer.SerializeToNode(facet, CorrectedJson.Default.SessionFacet)!.AsObject();
        foreach (var (name, answer) in Answers)
            all[name] = answer?.DeepClone();
        return all.Deserialize(CorrectedJson.Default.SessionFacet)!;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SessionFacet))]
[JsonSerializable(typeof(JsonObject))]
sealed partial class CorrectedJson : JsonSerializerContext;
