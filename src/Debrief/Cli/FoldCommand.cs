using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Debrief.Documents;
using Debrief.Reports;
using Debrief.Sessions.Folding;
using Debrief.Storage;

namespace Debrief.Cli;

static class FoldCommand
{
    static readonly Option<int?> OlderThan = new("--older-than")
    {
        Description = "Days that messages must be old, such as 90d; the configuration's fold_after_days unless given",
        HelpName = "DAYS",
        CustomParser = Parse,
    };

    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be folded, and change nothing" };
    static readonly Option<bool> AsJson = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("fold", "Put the usage of old messages together, of which no copy is expected any more. All figures stay what they are. `debrief serve` does it each night") { OlderThan, DryRun, AsJson }
            .WithExamples("debrief database fold --dry-run", "debrief database fold --older-than 180d --json");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult args, CancellationToken cancel)
    {
        var settings = args.Settings();
        var before = TimeProvider.System.GetUtcNow().AddDays(-(args.GetValue(OlderThan) ?? settings.FoldAfterDays));
        await using var database = await Database.OpenAsync(settings.Database, cancel);
        var result = await new UsageFold(database).RunAsync(before, args.GetValue(DryRun), cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, result, new CliJson(Json.Options()).FoldResult);
        else
            Terminal.WriteWrapped(args.Output, Said(result));
    }

    static string Said(FoldResult result) =>
        $"{Figures.Counted(result.Messages, "message")} of {Figures.Counted(result.Transcripts, "transcript")} {(result.IsTrial ? "would become" : "became")} {Figures.Counted(result.Rows, "row")}. "
        + $"{Figures.Counted(result.Kept, "old transcript")} left as they are: they, or others with the same messages, are still there.";

    static int? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (int.TryParse(text.EndsWith('d') ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 36_500)
            return days;
        argument.AddError($"\"{text}\" is no number of days. Write one such as 90d.");
        return null;
    }
}
