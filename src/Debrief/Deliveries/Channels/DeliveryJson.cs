using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Debrief.Deliveries.Channels;

[JsonSerializable(typeof(JsonObject))]
sealed partial class DeliveryJson : JsonSerializerContext;
