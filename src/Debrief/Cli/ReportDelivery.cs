using System.CommandLine;
using System.Text.Json;
using Debrief.Deliveries;
using Debrief.Documents;
using Debrief.Insights.Snapshots;
using Debrief.Reports;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>Sends a report over the configured channels.</summary>
static class ReportDelivery
{
    public static readonly Option<bool> Deliver = new("--deliver") { Description = "Send it over every channel that config.yaml names, once for a period; nothing where no session ended" };
    public static readonly Option<bool> Upload = new("--upload") { Description = "Upload the HTML to the S3-compatible storage of config.yaml" };
    public static readonly Option<bool> Notify = new("--notify") { Description = "Post the summary to Discord, with a link to what was uploaded" };
    public static readonly Option<bool> Again = new("--resend") { Description = "Send it though it was sent before, as it is now" };

    /// <exception cref="UserError">A channel that is asked for isn't configured.</exception>
    public static void Check(ParseResult args)
    {
        var channels = new ConfiguredChannels(args.Settings().Deliver).Names;
        foreach (var (option, channel) in (IEnumerable<(Option<bool>, string)>)[(Upload, "upload"), (Notify, "discord")])
            if (args.GetValue(option) && !channels.Contains(channel))
                throw new UserError($"{option.Name} needs deliver.{channel} in {args.Folders().ConfigFile}: docs/configuration.md shows how.");
        if (args.GetValue(Again) && !IsAsked(args))
            throw new UserError("--resend says nothing alone: add --deliver, --upload or --notify.");
    }

    /// <exception cref="WorkError">It couldn't be delivered, and isn't tried again.</exception>
    public static async Task DeliverAsync(ParseResult args, Snapshot told, Database database, CancellationToken cancel)
    {
        if (!IsAsked(args))
            return;
        if (told.Insights.Now.Summary.Sessions == 0)
        {
            Terminal.WriteWrapped(args.Error, "Nothing is delivered: there is no session to tell of.");
            return;
        }

        var parts = DeliveryParts.Of(args, database);
        var message = MessageOf(told);
        var queued = await parts.Outbox.QueueAsync(message, Only(args), args.GetValue(Again), cancel);
        await parts.Sender.SendDueAsync(cancel);
        Tell(args, [.. (await parts.Store.OfAsync(message.Subject, cancel)).Where(delivery => Only(args)?.Contains(delivery.Channel) != false)], queued, told.Profile.TimeZone);
    }

    static bool IsAsked(ParseResult args) => args.GetValue(Deliver) || args.GetValue(Upload) || args.GetValue(Notify);

    /// <returns>Null: all of them.</returns>
    static IReadOnlyCollection<string>? Only(ParseResult args) =>
        args.GetValue(Deliver) ? null : [.. new[] { args.GetValue(Upload) ? "upload" : null, args.GetValue(Notify) ? "discord" : null }.OfType<string>()];

    static Message MessageOf(Snapshot told) => new()
    {
        Subject = Path.GetFileNameWithoutExtension(ReportFiles.Name(told.Insights.Period, ReportFormat.Html)),
        Kind = "report",
        Title = Terminal.Plain(new ReportText(told.Insights, told.Profile).Title),
        Chat = ReportFiles.Render(told, ReportFormat.Discord),
        Plain = ReportFiles.Render(told, ReportFormat.Markdown),
        Html = ReportFiles.Render(told, ReportFormat.Html),
        Data = JsonSerializer.Serialize(ReportData.Of(told), new ReportJson(Json.Options()).ReportData),
    };

    static void Tell(ParseResult args, IReadOnlyList<Delivery> deliveries, IReadOnlyList<string> queued, TimeZoneInfo zone)
    {
        if (deliveries.Count == 0)
            Terminal.WriteWrapped(args.Error, $"Nothing is delivered: {args.Folders().ConfigFile} names no channel.");
        foreach (var delivery in deliveries)
            Terminal.WriteWrapped(args.Error, DeliveryWords.Sentence(delivery, queued.Contains(delivery.Channel), zone));
        if (deliveries.Where(delivery => delivery.IsLost && queued.Contains(delivery.Channel)).Select(delivery => delivery.Channel).ToList() is { Count: > 0 } lost)
            throw new WorkError($"The report is written, but not delivered by {string.Join(" and ", lost)}. When the reason is mended, send it with `debrief deliveries --resend NUMBER`.");
    }
}
