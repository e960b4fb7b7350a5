using System.CommandLine;
using Debrief.Documents;
using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Storage;

namespace Debrief.Cli;

static class ReportCommand
{
    static readonly Option<string> Of = Choice("--period", "The calendar week or month that is over; with --until alone, the one that ends with that day", "weekly", "weekly", "monthly");
    static readonly Option<string> Format = Choice("--format", "What to write", "all", "html", "markdown", "discord", "all");

    static readonly Option<string?> Output = new("--output")
    {
        Description = "The folder to write to; - prints a single format instead [default: the reports folder of the configuration]",
        HelpName = "DIR",
    };

    static readonly Option<bool> Refresh = new("--refresh") { Description = "Take the figures of a period that is over once more: otherwise they stay as they were when it was first told" };

    static readonly Option<bool> AsJson = GlobalOptions.Json("Print every figure of the report as JSON, and write no file");

    public static Command Create()
    {
        var command = new Command("report", "Tell a week or a month, compared with the one before") { Of, DayOptions.Since, DayOptions.Until, Format, Output, Refresh, NarrativeOptions.Via, NarrativeOptions.Model, NarrativeOptions.None, ExtractOptions.Yes, AsJson,
                ReportDelivery.Deliver, ReportDelivery.Upload, ReportDelivery.Notify, ReportDelivery.Again }
            .WithExamples("debrief report", "debrief report --period monthly --format html", "debrief report --since 2026-02-02 --until 2026-02-08",
                "debrief report --format markdown --output -", "debrief report --via claude --model opus --refresh", "debrief report --no-narrative", "debrief report --since 2026-02-02 --until 2026-02-08 --refresh", "debrief report --json",
                "debrief report --deliver", "debrief report --upload --notify");
        command.Aliases.Add("insights:report");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var profile = args.Profile();
        var formats = Formats(args.GetRequiredValue(Format));
        var toOutput = args.GetValue(Output) == "-";
        ReportDelivery.Check(args);
        if (toOutput && formats.Length != 1)
            throw new UserError("--output - prints one format: name it with --format html, markdown or discord.");

        var folder = toOutput || args.GetValue(AsJson) ? null : args.GetValue(Output) ?? args.Settings().Reports;
        await using var database = await args.OpenSyncedAsync(cancel);
        var reader = new InsightsReader(database, profile);
        var period = await PeriodAsync(args, profile, reader, cancel);
        var taken = await new ToldPeriods(database, profile, TimeProvider.System) { Instructions = new(SyncCommand.CandidatesOf(args.Settings().Transcripts)) }.TakeAsync(period, args.GetValue(Refresh), cancel);
        var told = await new Narration(args, database, profile, args.Settings()).TellAsync(taken, cancel);

        if (args.GetValue(AsJson))
            Json.Write(args.Output, ReportData.Of(told), new ReportJson(Json.Options()).ReportData);
        else if (folder is null)
            args.Output.Write(ReportFiles.Render(told, formats[0]));
        else
            foreach (var path in await ReportFiles.WriteAsync(folder, told, formats, cancel))
                args.Output.WriteLine(path);

        await TellAsync(args, told, profile, reader, cancel);
        await ReportDelivery.DeliverAsync(args, told, database, cancel);
        return 0;
    }

    /// <summary>On stderr, so that paths and figures are all that a script gets; and last, so that a refusal is all that is said.</summary>
    static async Task TellAsync(ParseResult args, Snapshot told, UserProfile profile, InsightsReader reader, CancellationToken cancel)
    {
        var insights = told.Insights;
        var usual = Period.LastWeek(Today(profile), profile.TimeZone);
        if (IsUsual(args) && insights.Period.Type == "weekly" && insights.Period != usual)
            ReportNotes.TellOther(args.Error, usual);
        if (insights.Now.Summary.Sessions == 0)
            ReportNotes.TellEmpty(args.Error, insights, await reader.LatestDayAsync(Today(profile), cancel));
        else if (!args.GetValue(AsJson) && args.GetValue(Output) != "-")
            ReportNotes.TellHeadline(args.Error, told);
        ReportNotes.TellNewer(args.Error, told);
    }

    /// <summary>No day and no month was asked for: the week that is over, or where the person had no session in it the latest that has some.</summary>
    static bool IsUsual(ParseResult args) => args.GetValue(Of) == "weekly" && args.GetValue(DayOptions.Since) is null && args.GetValue(DayOptions.Until) is null;

    static async Task<Period> PeriodAsync(ParseResult args, UserProfile profile, InsightsReader reader, CancellationToken cancel)
    {
        var zone = profile.TimeZone;
        var today = Today(profile);
        var isMonthly = args.GetValue(Of) == "monthly";
        return args.Days(zone, TimeProvider.System) switch
        {
            ({ } first, var last) => Period.Between(first, (last ?? today).AddDays(1), zone),
            (null, { } last) => Period.Between(isMonthly ? last.AddDays(1).AddMonths(-1) : last.AddDays(-6), last.AddDays(1), zone),
            _ when isMonthly => Period.Monthly(today, zone).Before,
            _ => await reader.WithSessionsAsync(Period.LastWeek(today, zone), today, cancel),
        };
    }

    public static DateOnly Today(UserProfile profile) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), profile.TimeZone).DateTime);

    static ReportFormat[] Formats(string format) => format switch
    {
        "html" => [ReportFormat.Html],
        "markdown" => [ReportFormat.Markdown],
        "discord" => [ReportFormat.Discord],
        _ => [ReportFormat.Html, ReportFormat.Markdown, ReportFormat.Discord],
    };

    static Option<string> Choice(string name, string description, string byDefault, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => byDefault };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
