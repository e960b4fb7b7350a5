using System.CommandLine;
using Debrief.Documents;
using Debrief.Sessions;

namespace Debrief.Cli;

static class UsageCommand
{
    static readonly string[] _bys = [.. Enum.GetNames<UsageBy>().Select(name => name.ToLowerInvariant())];

    static readonly Option<string> By = AnyOf(new("--by")
    {
        Description = "What the tokens are summed by: day, week (Monday to Sunday), month, model, project or session",
        HelpName = "WHAT",
        DefaultValueFactory = _ => "day",
    });

    static readonly Option<bool> AsJson = GlobalOptions.Json("Print the rows and their sum as JSON");

    public static Command Create()
    {
        var command = new Command("usage", "Tokens and their estimated cost, by day, week, month, model, project or session") { By, DayOptions.Since, DayOptions.Until, AsJson }
            .WithExamples("debrief usage", "debrief usage --by week --since 3m", "debrief usage --by session --since 2026-02-01 --until 2026-02-28", "debrief usage --by model --json");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var zone = args.Profile().TimeZone;
        var days = args.Days(zone, TimeProvider.System);
        await using var database = await args.OpenSyncedAsync(cancel);

        var by = Enum.Parse<UsageBy>(args.GetRequiredValue(By), ignoreCase: true);
        var usage = await new UsageReader(database).ReadAsync(by, days.Since, days.Until, zone, cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, UsageDocument.Of(usage), new UsageJson(Json.Options()).UsageDocument);
        else
            new UsageTable(usage).Write(args.Output);
        return 0;
    }

    static Option<string> AnyOf(Option<string> option)
    {
        option.AcceptOnlyFromAmong(_bys);
        return option;
    }
}
