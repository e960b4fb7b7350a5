using System.Text.Json.Serialization;
using Debrief.Deliveries;

namespace Debrief.Documents;

/// <summary>What `debrief deliveries --json` prints.</summary>
[JsonSerializable(typeof(IReadOnlyList<Delivery>))]
sealed partial class DeliveriesJson : JsonSerializerContext;
