using System.CommandLine;
using System.Globalization;
using Debrief.Alerts;
using Debrief.Documents;
using Debrief.Storage;
using Spectre.Console;

namespace Debrief.Cli;

static class AlertsCommand
{
    /// <summary>What began or ended earlier isn't told any more.</summary>
    static readonly TimeSpan s_news = TimeSpan.FromDays(2);

    static readonly Argument<long> Number = new("number") { Description = "As `debrief alerts` shows it" };
    static readonly Option<bool> All = new("--all") { Description = "Those that are over, too" };
    static readonly Option<int> Limit = GlobalOptions.Limit(20, "How many are shown, the latest first");
    static readonly Option<bool> AsJson = GlobalOptions.Json();

    static readonly Option<string> For = new("--for")
    {
        Description = "How long: 12h, 7d, 2w",
        HelpName = "TIME",
        DefaultValueFactory = _ => "7d",
        Validators = { time => { if (time.Tokens is [var only] && SpanOf(only.Value) is null) time.AddError("--for must be a time such as 12h, 7d or 2w."); } },
    };

    static readonly Option<DateOnly> Since = new("--since")
    {
        Description = "The first day that is looked at",
        HelpName = "DAY",
        Required = true,
        CustomParser = day =>
        {
            if (DateOnly.TryParseExact(day.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and < 3000)
                return date;
            day.AddError("--since must be a day such as 2026-02-02.");
            return default;
        },
    };

    public static Command Create()
    {
        var command = new Command("alerts", "Show what is unusual, and where to look into it") { All, Limit, AsJson, Check(), Acknowledge(), Snooze(), Back() }
            .WithExamples("debrief alerts", "debrief alerts --all --json", "debrief alerts acknowledge 3", "debrief alerts backtest --since 2026-02-02");
        command.SetAction(ListAsync);
        return command;
    }

    static Command Check()
    {
        var command = new Command("check", "Look now, and tell what began and what is over over the configured channels") { AsJson }.WithExamples("debrief alerts check", "debrief alerts check --json");
        command.SetAction(CheckAsync);
        return command;
    }

    static Command Acknowledge()
    {
        var command = new Command("acknowledge", "Say that you know of one") { Number, AsJson }.WithExamples("debrief alerts acknowledge 3");
        command.SetAction((args, cancel) => ChangeAsync(args, store => store.AcknowledgeAsync(args.GetValue(Number), cancel), cancel));
        return command;
    }

    static Command Snooze()
    {
        var command = new Command("snooze", "Hear nothing of one for a while, nor of another about the same") { Number, For, AsJson }.WithExamples("debrief alerts snooze 3 --for 7d");
        command.SetAction((args, cancel) => ChangeAsync(args, store => store.SnoozeAsync(args.GetValue(Number), TimeProvider.System.GetUtcNow() + SpanOf(args.GetRequiredValue(For))!.Value, cancel), cancel));
        return command;
    }

    static Command Back()
    {
        var command = new Command("backtest", "Tell what would have fired since a day, had somebody looked each evening") { Since, AsJson }.WithExamples("debrief alerts backtest --since 2026-02-02");
        command.SetAction(BacktestAsync);
        return command;
    }

    static async Task<int> ListAsync(ParseResult args, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        return Tell(args, await new AlertStore(database, TimeProvider.System).ListAsync(!args.GetValue(All), args.GetValue(Limit), cancel), "Nothing unusual goes on.");
    }

    static async Task<int> CheckAsync(ParseResult args, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        var store = new AlertStore(database, TimeProvider.System);
        var changes = await new AlertCheck(new HistoryReader(database, args.Profile()), store, TimeProvider.System).RunAsync(cancel);
        var parts = DeliveryParts.Of(args, database);
        // Also what was found and not told since a process was killed: each is told once.
        foreach (var alert in await store.NewsAsync(TimeProvider.System.GetUtcNow() - s_news, cancel))
            await parts.Outbox.QueueAsync(AlertMessage.Of(alert), only: null, again: false, cancel);
        await parts.Sender.SendDueAsync(cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, changes, new AlertsJson(Json.Options()).Changes);
        else
            Tell(args, [.. changes.Begun, .. changes.Over], "Nothing began, and nothing is over.");
        return 0;
    }

    static async Task<int> ChangeAsync(ParseResult args, Func<AlertStore, Task<Alert>> change, CancellationToken cancel)
    {
        await using var database = await Database.OpenAsync(args.Settings().Database, cancel);
        return Tell(args, [await change(new AlertStore(database, TimeProvider.System))], "");
    }

    static async Task<int> BacktestAsync(ParseResult args, CancellationToken cancel)
    {
        var profile = args.Profile();
        await using var database = await args.OpenSyncedAsync(cancel);
        var since = args.GetValue(Since);
        var fired = Backtest.Run(await new HistoryReader(database, profile).ReadAsync(since, cancel), since, ReportCommand.Today(profile), profile.TimeZone);
        return Tell(args, fired, $"Nothing would have fired since {since:yyyy-MM-dd}.");
    }

    static int Tell(ParseResult args, IReadOnlyList<Alert> alerts, string nothing)
    {
        if (args.GetValue(AsJson))
            Json.Write(args.Output, alerts, new AlertsJson(Json.Options()).IReadOnlyListAlert);
        else if (alerts.Count == 0)
            Terminal.WriteWrapped(args.Output, nothing);
        else
            foreach (var alert in alerts)
                Show(args, alert, args.Profile().TimeZone);
        return 0;
    }

    static void Show(ParseResult args, Alert alert, TimeZoneInfo zone)
    {
        var number = alert.Id == 0 ? "" : $"{alert.Id}  ";
        var end = alert.EndedAt is { } ended ? $" to {Day(ended, zone)}" : " on";
        var state = alert switch { { SnoozedUntil: { } until } when until > TimeProvider.System.GetUtcNow() => $", snoozed until {Day(until, zone)}", { AcknowledgedAt: not null } => ", acknowledged", _ => "" };
        Terminal.WriteWrapped(args.Output, Terminal.Plain($"{number}{alert.Called()}, from {Day(alert.BeganAt, zone)}{end}{state}"));
        foreach (var line in new[] { alert.Summary, alert.EndedBecause }.OfType<string>())
            args.Output.WriteLine($"   {string.Join("\n   ", Words.Wrap(Terminal.Plain(line), 77))}");
        foreach (var command in alert.EndedAt is null ? alert.LookAt.Commands : [])
            args.Output.WriteLine($"   {Terminal.Plain(command)}");
    }

    static string Day(DateTimeOffset time, TimeZoneInfo zone) => $"{TimeZoneInfo.ConvertTime(time, zone):yyyy-MM-dd}";

    static TimeSpan? SpanOf(string text) => text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1000
        ? text[^1] switch { 'h' => TimeSpan.FromHours(number), 'd' => TimeSpan.FromDays(number), 'w' => TimeSpan.FromDays(7 * number), _ => null }
        : null;
}
