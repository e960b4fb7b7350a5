using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Debrief.Deliveries.Channels;

[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
sealed partial class DeliveryJson : JsonSerializerContext;
