using Debrief.Configuration;
using Debrief.Deliveries;
using Debrief.Locks;
using Debrief.Storage;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Deliveries;

/// <summary>A database, a Discord and a webhook on loopback, and what sends to them. Its clock stands still until a test moves it.</summary>
sealed class DeliveryMachine : IAsyncDisposable
{
    public const string Secret = "kept-by-both";

    readonly TempFolder _folder = new();

    DeliveryMachine(Database database, Receiver discord, Receiver webhook) => (Database, Discord, Webhook) = (database, discord, webhook);

    public Database Database { get; }
    public Receiver Discord { get; }
    public Receiver Webhook { get; }
    public FakeTimeProvider Clock { get; } = new(new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));
    public DeliveryStore Store => new(Database, Clock);

    /// <summary>Of the configuration, beside Discord and the webhook.</summary>
    public UploadSettings? Upload { get; set; }

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);

    public static async Task<DeliveryMachine> StartAsync(TestDatabase on)
    {
        var machine = new DeliveryMachine(await on.OpenAsync(), await Receiver.DiscordAsync(), await Receiver.StartAsync());
        machine._folder.Write("discord", $"{machine.Discord.Url}api/webhooks/1/a-secret\n");
        machine._folder.Write("webhook", $"{Secret}\n");
        return machine;
    }

    public SecretPlace Kept(string file) => new($"deliver.{file}", null, _folder[file]);

    public Task<IReadOnlyList<string>> QueueAsync(Message message, bool again = false) => new Outbox(Store, Channels()).QueueAsync(message, only: null, again, CancellationToken.None);

    public async Task<IReadOnlyList<Delivery>?> SendAsync() => await new Sender(Store, Channels(), new LockStore(Database, Clock), Clock).SendDueAsync(CancellationToken.None);

    public async Task<Delivery> OfAsync(string channel, string subject = "weekly-2026-02-23") =>
        (await Store.ListAsync(100, CancellationToken.None)).Single(delivery => delivery.Channel == channel && delivery.Subject == subject);

    public ConfiguredChannels Channels() => new(
        new() { Discord = new(Kept("discord"), "42"), Webhook = new(Webhook.Url, Kept("webhook")), Upload = Upload }, Patience);

    public static Message Report(string chat = "**Insights**", bool mentions = false) =>
        new() { Subject = "weekly-2026-02-23", Kind = "report", Title = "A week", Chat = chat, Plain = "# A week", Html = "<!doctype html><h1>A week</h1>", Data = """{"sessions": 3}""", Mentions = mentions };

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Discord.DisposeAsync();
        await Webhook.DisposeAsync();
        _folder.Dispose();
    }
}
