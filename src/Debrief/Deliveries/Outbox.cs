namespace Debrief.Deliveries;

/// <summary>Takes messages for the channels that are configured. <see cref="Sender"/> sends them.</summary>
sealed class Outbox(DeliveryStore store, ConfiguredChannels channels)
{
    /// <param name="only">Over these channels alone; null: over all that are configured and take it.</param>
    /// <param name="again">Though it was told before.</param>
    /// <returns>The channels that it was queued for now.</returns>
    public async Task<IReadOnlyList<string>> QueueAsync(Message message, IReadOnlyCollection<string>? only, bool again, CancellationToken cancel)
    {
        var names = channels.NamesFor(message).Where(name => only is null || only.Contains(name)).ToList();
        return names.Count == 0 ? [] : await store.QueueAsync(message, names, again, cancel);
    }
}
