using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Debrief.Configuration;

namespace Debrief.Deliveries.Channels;

/// <summary>A message by a webhook of Discord. Discord can't be asked whether a message arrived, and doesn't know one again.</summary>
sealed class DiscordChannel(DiscordSettings settings, Http http) : Channel
{
    public override string Name => "discord";

    public override async Task<Answer> SendAsync(Envelope envelope, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address()) { Content = JsonContent.Create(DiscordMessage.Of(envelope, settings.Mention)) };
        return new(IdOf(await http.PostAsync(request, cancel)));
    }

    /// <summary>With wait, so that Discord answers only when the message is there.</summary>
    Uri Address() => Uri.TryCreate(settings.Webhook.Read(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? new UriBuilder(url) { Query = "wait=true" }.Uri
        : throw new UserError($"What {settings.Webhook.Key} of config.yaml leads to is no address of a webhook.");

    static string? IdOf(string answer)
    {
        try
        {
            return (string?)JsonNode.Parse(answer)?["id"];
        }
        catch (Exception ex) when (ex is System.Text.Json.JsonException or InvalidOperationException)
        {
            return null; // It is there all the same: the answer was one of success.
        }
    }
}
