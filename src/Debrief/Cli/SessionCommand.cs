using System.CommandLine;
using Debrief.Documents;

namespace Debrief.Cli;

static class SessionCommand
{
    static readonly Argument<string> Id = new("id") { Description = "The session's id, or its beginning: four characters or more; or a sub-agent's, such as agent-1f3a" };
    static readonly Option<bool> AsJson = GlobalOptions.Json("Print the session, its usage and its facets as JSON");

    public static Command Create()
    {
        var command = new Command("session", "Show all that is known of one session") { Id, AsJson }
            .WithExamples("debrief session 3f2a91c0", "debrief session 3f2a --json");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var profile = args.Profile();
        await using var database = await args.OpenSyncedAsync(cancel);

        var document = await SessionDocument.ReadAsync(args.GetRequiredValue(Id), database, profile, cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, document, new SessionsJson(Json.Options()).SessionDocument);
        else
            new SessionPage(document, profile.TimeZone).Write(Terminal.On(args.Output));
        return 0;
    }
}
