using Debrief.Configuration;
using Debrief.Deliveries.Channels;

namespace Debrief.Deliveries;

/// <summary>The channels that the configuration names.</summary>
/// <param name="longest">How long an answer is waited for; null: as usual.</param>
sealed class ConfiguredChannels(DeliverSettings settings, TimeSpan? longest = null)
{
    readonly Http _http = new(longest ?? Http.Usual);
    readonly UploadChannel? _upload = settings.Upload is { } upload ? new(upload) : null;

    IEnumerable<Channel> All => new Channel?[]
    {
        _upload,
        settings.Discord is { } discord ? new DiscordChannel(discord, _http) : null,
        settings.Email is { } email ? new EmailChannel(email) : null,
        settings.Webhook is { } webhook ? new WebhookChannel(webhook, _http) : null,
    }.OfType<Channel>();

    public IReadOnlyList<string> Names => [.. All.Select(channel => channel.Name)];

    public IReadOnlyList<string> NamesFor(Message message) => [.. All.Where(channel => channel.Takes(message)).Select(channel => channel.Name)];

    public Channel? Find(string name) => All.FirstOrDefault(channel => channel.Name == name);

    /// <param name="receipt">Of the upload.</param>
    /// <returns>Null where nothing is uploaded any more.</returns>
    public string? LinkTo(string receipt) => _upload?.LinkTo(receipt);

    /// <inheritdoc cref="LinkTo"/>
    public string? AddressOf(string receipt) => _upload?.AddressOf(receipt);
}
