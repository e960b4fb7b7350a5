using System.CommandLine;
using Debrief.Deliveries;
using Debrief.Locks;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>What a command that sends is made of.</summary>
sealed record DeliveryParts(ConfiguredChannels Channels, DeliveryStore Store, Outbox Outbox, Sender Sender)
{
    public static DeliveryParts Of(ParseResult args, Database database)
    {
        var channels = new ConfiguredChannels(args.Settings().Deliver);
        var store = new DeliveryStore(database, TimeProvider.System);
        return new(channels, store, new Outbox(store, channels), new Sender(store, channels, new LockStore(database, TimeProvider.System), TimeProvider.System));
    }
}
