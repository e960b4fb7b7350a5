using System.CommandLine;
using Debrief.Documents;
using Debrief.Facets;
using Debrief.Sessions;
using Debrief.Storage;

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

        var session = (await new SessionStore(database).FindAsync(args.GetRequiredValue(Id), cancel)).SeenBy(profile);
        var usage = await new UsageReader(database).OfSessionAsync(session, cancel);
        var facets = new FacetStore(database);
        var document = new SessionDocument(
            session, [.. usage.Select(row => new ModelUsage(row.Key.Name!, row.Usage))], await facets.FindAsync(session.Id, cancel), await SubAgentsAsync(database, facets, session, cancel));
        if (args.GetValue(AsJson))
            Json.Write(args.Output, document, new SessionsJson(Json.Options()).SessionDocument);
        else
            new SessionPage(document, profile.TimeZone).Write(Terminal.On(args.Output));
        return 0;
    }

    static async Task<IReadOnlyList<SubAgentDocument>> SubAgentsAsync(Database database, FacetStore facets, Session session, CancellationToken cancel)
    {
        if (session.ParentId is not null)
            return [];

        var extracted = await facets.OfSubAgentsAsync(session.Id, cancel);
        return [.. (await new SubAgents(database).ListAsync(session.Id, cancel)).Select(agent => new SubAgentDocument(agent, extracted.GetValueOrDefault(agent.Id)))];
    }
}
