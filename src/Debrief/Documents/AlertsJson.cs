using System.Text.Json.Serialization;
using Debrief.Alerts;

namespace Debrief.Documents;

/// <summary>What `debrief alerts --json` prints.</summary>
[JsonSerializable(typeof(IReadOnlyList<Alert>))]
[JsonSerializable(typeof(Changes))]
sealed partial class AlertsJson : JsonSerializerContext;
