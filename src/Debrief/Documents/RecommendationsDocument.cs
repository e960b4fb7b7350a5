using System.Text.Json.Serialization;
using Debrief.Insights.Recommending;

namespace Debrief.Documents;

[JsonSerializable(typeof(IReadOnlyList<Advised>))]
sealed partial class RecommendationsJson : JsonSerializerContext;
