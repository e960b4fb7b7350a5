using System.CommandLine;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Storage;

namespace Debrief.Cli;

static class ReportCommand
{
    static readonly Option<string> Of = Choice("--period", "The calendar week or month that is over, or, with --since or --until, the one they name", "weekly", "weekly", "monthly");
    static readonly Option<string> Format = Choice("--format", "What to write", "all", "html", "markdown", "discord", "all");

    static readonly Option<string?> Output = new("--output")
    {
        Description = "The folder to write to; - prints a single format instead [default: the reports folder of the configuration]",
        HelpName = "DIR",
    };

    static readonly Option<bool> AsJson = GlobalOptions.Json("Print every figure of the report as JSON, and write no file");

    public static Command Create()
    {
        var command = new Command("report", "Tell a week or a month, compared with the one before") { Of, DayOptions.Since, DayOptions.Until, Format, Output, AsJson }
            .WithExamples("debrief report", "debrief report --period monthly --format html", "debrief report --since 2026-02-02 --until 2026-02-08",
                "debrief report --format markdown --output -", "debrief report --json");
        command.Aliases.Add("insights:report");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var profile = args.Profile();
        var formats = Formats(args.GetRequiredValue(Format));
        var toOutput = args.GetValue(Output) == "-";
        if (toOutput && formats.Length != 1)
            throw new UserError("--output - prints one format: name it with --format html, markdown or discord.");

        await using var database = await args.OpenSyncedAsync(cancel);
        var reader = new InsightsReader(database, profile);
        var insights = await reader.ReadAsync(await PeriodAsync(args, profile, reader, cancel), cancel);
        // On stderr, so that paths and figures are all that a script gets.
        if (insights.Now.Summary.Sessions == 0)
            ReportNotes.TellEmpty(args.Error, insights, await reader.LatestDayAsync(Today(profile), cancel));

        if (args.GetValue(AsJson))
            Json.Write(args.Output, ReportData.Of(insights), ReportJson.Context.ReportData);
        else if (toOutput)
            args.Output.Write(ReportFiles.Render(insights, profile, formats[0]));
        else
        {
            if (insights.Now.Summary.Sessions > 0)
                ReportNotes.TellHeadline(args.Error, insights, profile);
            foreach (var path in await ReportFiles.WriteAsync(args.GetValue(Output) ?? args.Settings().Reports, insights, profile, formats, cancel))
                args.Output.WriteLine(path);
        }

        return 0;
    }

    static async Task<Period> PeriodAsync(ParseResult args, UserProfile profile, InsightsReader reader, CancellationToken cancel)
    {
        var (since, until) = args.Days(profile.TimeZone, TimeProvider.System);
        var today = Today(profile);
        var isMonthly = args.GetValue(Of) == "monthly";
        return (since, until) switch
        {
            ({ } first, { } last) => Period.Custom(first, last.AddDays(1), profile.TimeZone),
            (null, null) when isMonthly => Period.Monthly(today, profile.TimeZone).Before,
            (null, null) => await LastWeekAsync(args, profile, reader, today, cancel),
            var (first, last) when isMonthly => Period.Monthly((first ?? last)!.Value, profile.TimeZone),
            var (first, last) => Period.Weekly((first ?? last)!.Value, profile.TimeZone),
        };
    }

    /// <summary>The week that is over; where the person had no session in it, the latest that has some.</summary>
    static async Task<Period> LastWeekAsync(ParseResult args, UserProfile profile, InsightsReader reader, DateOnly today, CancellationToken cancel)
    {
        var usual = Period.LastWeek(today, profile.TimeZone);
        var period = await reader.WithSessionsAsync(usual, today, cancel);
        if (period.Type == "weekly" && period != usual)
            ReportNotes.TellOther(args.Error, usual);
        return period;
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
