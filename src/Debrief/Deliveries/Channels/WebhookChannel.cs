using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Debrief.Configuration;

namespace Debrief.Deliveries.Channels;

/// <summary>A signed JSON body to an address of one's own. By its key the receiver knows a message again.</summary>
sealed class WebhookChannel(WebhookSettings settings, Http http) : Channel
{
    public override string Name => "webhook";
    public override bool KnowsAgain => true;

    public override async Task<Answer> SendAsync(Envelope envelope, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(BodyOf(envelope), DeliveryJson.Default.JsonObject);
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
            Headers =
            {
                { "Idempotency-Key", envelope.Key },
                { "Debrief-Timestamp", $"{timestamp}" },
                { "Debrief-Signature", Signature.Of(settings.Secret.Read(), timestamp, body) },
            },
        };
        await http.PostAsync(request, cancel);
        return new(Receipt: null);
    }

    static JsonObject BodyOf(Envelope envelope) => new()
    {
        ["key"] = envelope.Key,
        ["kind"] = envelope.Message.Kind,
        ["subject"] = envelope.Message.Subject,
        ["title"] = envelope.Message.Title,
        ["text"] = envelope.Message.Plain,
        ["link"] = envelope.Link,
        ["data"] = envelope.Message.Data is { } data ? JsonNode.Parse(data) : null,
    };
}
