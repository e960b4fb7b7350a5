using System.CommandLine;
using Debrief.Deliveries;
using Debrief.Documents;
using Debrief.Jobs;
using Debrief.Storage;

namespace Debrief.Cli;

static class DeliveriesCommand
{
    /// <summary>Of jobs that ran longer ago nobody is told any more.</summary>
    static readonly TimeSpan s_news = TimeSpan.FromDays(1);

    static readonly Option<int> Limit = GlobalOptions.Limit(20, "How many are shown, the latest first");
    static readonly Option<bool> AsJson = GlobalOptions.Json();
    static readonly Option<long?> Resend = new("--resend") { Description = "Send this one once more, whatever became of it", HelpName = "NO" };

    public static Command Create()
    {
        var command = new Command("deliveries", "Show what was sent to whom, what waits, and what failed") { Limit, Resend, AsJson, Send() }
            .WithExamples("debrief deliveries", "debrief deliveries --resend 12", "debrief deliveries send");
        command.SetAction(ShowAsync);
        return command;
    }

    static Command Send()
    {
        var command = new Command("send", "Send what waits, as `debrief serve` does every quarter of an hour") { AsJson }.WithExamples("debrief deliveries send", "debrief deliveries send --json");
        command.SetAction(SendAsync);
        return command;
    }

    static async Task<int> ShowAsync(ParseResult args, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        var parts = DeliveryParts.Of(args, database);
        if (args.GetValue(Resend) is { } id)
        {
            var again = await parts.Store.ResendAsync(id, cancel);
            return Tell(args, [.. (await SendDueAsync(parts, cancel)).Where(delivery => delivery.Id == again.Id).DefaultIfEmpty(again)]);
        }

        return Tell(args, await parts.Store.ListAsync(args.GetValue(Limit), cancel), isList: true);
    }

    static async Task<int> SendAsync(ParseResult args, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        var parts = DeliveryParts.Of(args, database);
        foreach (var run in await new JobRuns(database, TimeProvider.System, args.Settings().Server.Name).WithNoticeAsync(TimeProvider.System.GetUtcNow() - s_news, cancel))
            await parts.Outbox.QueueAsync(JobNotice.Of(run), only: null, again: false, cancel);
        return Tell(args, await SendDueAsync(parts, cancel));
    }

    static async Task<IReadOnlyList<Delivery>> SendDueAsync(DeliveryParts parts, CancellationToken cancel) => await parts.Sender.SendDueAsync(cancel) ?? [];

    static int Tell(ParseResult args, IReadOnlyList<Delivery> deliveries, bool isList = false)
    {
        if (args.GetValue(AsJson))
            Json.Write(args.Output, deliveries, new DeliveriesJson(Json.Options()).IReadOnlyListDelivery);
        else if (deliveries.Count == 0)
            Terminal.WriteWrapped(args.Output, isList ? "Nothing has been delivered yet: `debrief report --deliver` does." : "Nothing waits to be sent.");
        else
            Terminal.On(args.Output).Write(DeliveryWords.Of(deliveries, args.Profile().TimeZone));
        return isList || !deliveries.Any(delivery => delivery.IsLost) ? 0 : 1;
    }
}
