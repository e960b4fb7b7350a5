namespace Debrief.Alerts;

/// <summary>Looks once, and keeps what began and what is over.</summary>
sealed class AlertCheck(HistoryReader reader, AlertStore store, TimeProvider clock)
{
    const int MostOpen = 1000;

    public async Task<Changes> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = reader.DayOf(now);
        var history = await reader.ReadAsync(today, cancel);
        return await store.KeepAsync(Episodes.Next(history, today, await store.ListAsync(onlyOpen: true, MostOpen, cancel), now), cancel);
    }
}
