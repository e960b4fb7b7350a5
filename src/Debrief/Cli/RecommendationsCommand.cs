using System.CommandLine;
using Debrief.Documents;
using Debrief.Insights.Recommending;
using Debrief.Reports;

namespace Debrief.Cli;

static class RecommendationsCommand
{
    static readonly Option<bool> AsJson = GlobalOptions.Json();
    static readonly Argument<long> Id = new("id") { Description = "Its number in the list" };

    public static Command Create()
    {
        var command = new Command("recommendations", "Show what reports recommended, what it was to move, and what became of it") { Dismiss(), AsJson }
            .WithExamples("debrief recommendations", "debrief recommendations --json", "debrief recommendations dismiss 3");
        command.SetAction(ListAsync);
        return command;
    }

    static Command Dismiss()
    {
        var command = new Command("dismiss", "Never recommend that again") { Id }.WithExamples("debrief recommendations dismiss 3");
        command.SetAction(DismissAsync);
        return command;
    }

    static async Task<int> ListAsync(ParseResult args, CancellationToken cancel)
    {
        await using var database = await args.OpenSyncedAsync(cancel);
        var all = await new RecommendationStore(database, TimeProvider.System).ListAsync(kind: null, cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, all, new RecommendationsJson(Json.Options()).IReadOnlyListAdvised);
        else if (all.Count == 0)
            Terminal.WriteWrapped(args.Output, "Nothing has been recommended yet: `debrief report` does, of a period that is over.");
        foreach (var each in args.GetValue(AsJson) ? [] : all)
            Terminal.WriteWrapped(args.Output, Terminal.Plain($"{each.Id}. {each.Title} ({Foreign.Words(each.PeriodType)}, {each.FirstPeriod:yyyy-MM-dd}): {Foreign.Words(each.Status)}; {FollowUps.Name(each.Metric)} {each.Value:0}{(each.ValueNow is { } now && each.LastPeriod > each.FirstPeriod ? $", now {now:0}" : "")}"), indent: 3);
        return 0;
    }

    static async Task<int> DismissAsync(ParseResult args, CancellationToken cancel)
    {
        await using var database = await args.OpenSyncedAsync(cancel);
        await new RecommendationStore(database, TimeProvider.System).DismissAsync(args.GetRequiredValue(Id), cancel);
        args.Output.WriteLine($"Recommendation {args.GetRequiredValue(Id)} will not come again.");
        return 0;
    }
}
