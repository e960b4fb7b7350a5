using Debrief.Deliveries;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>What became of a message, for people.</summary>
static class DeliveryWords
{
    const int LongestError = 18;

    /// <param name="isNew">It was queued just now.</param>
    public static string Sentence(Delivery delivery, bool isNew, TimeZoneInfo zone) => delivery switch
    {
        { State: "sent", Error: not null } when isNew => $"Delivered by {delivery.Channel}, but not to all. {Plain(delivery)}",
        { State: "sent" } when isNew => $"Delivered by {delivery.Channel}.",
        { State: "sent" } => $"It was delivered by {delivery.Channel} on {At(delivery.SentAt, zone)} already; --resend sends it again.",
        { State: "pending" or "sending" } => $"It waits for {delivery.Channel}: `debrief deliveries` shows what becomes of it.",
        { State: "failed" } => $"Not delivered by {delivery.Channel} yet: {Plain(delivery)} It is tried again from {At(delivery.NextAttemptAt, zone)} on, by `debrief serve` or `debrief deliveries send`.",
        { State: "unknown" } => $"Whether it arrived by {delivery.Channel} is unknown: {Plain(delivery)}",
        _ => $"Not delivered by {delivery.Channel}, and not tried again: {Plain(delivery)}",
    };

    public static Table Of(IReadOnlyList<Delivery> deliveries, TimeZoneInfo zone)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in (string[])["No", "Message", "By", "State", "Sent, next", "Says"])
            table.AddColumn(new TableColumn(name) { NoWrap = true, Padding = new(0, 0, 1, 0) });
        foreach (var delivery in deliveries)
            table.AddRow($"{delivery.Id}", Cells.Cropped(delivery.Subject, 20), delivery.Channel, delivery.State, At(delivery.SentAt ?? delivery.NextAttemptAt, zone), Cells.Cropped(delivery.Error ?? "", LongestError));
        return table;
    }

    static string Plain(Delivery delivery) => Terminal.Plain(delivery.Error ?? "");

    static string At(DateTimeOffset? time, TimeZoneInfo zone) => time is { } at ? $"{TimeZoneInfo.ConvertTime(at, zone):MM-dd HH:mm}" : "–";
}
