using System.CommandLine;
using System.Net;
using Debrief.Bridge;
using Debrief.Facets;
using Debrief.Sessions;

namespace Debrief.Cli;

static class BridgeCommand
{
    static readonly Option<string> Url = new("--url")
    {
        Description = "Where to listen",
        HelpName = "URL",
        DefaultValueFactory = _ => "http://127.0.0.1:2640",
        Validators = { url => { if (url.Tokens is [var only] && !(Uri.TryCreate(only.Value, UriKind.Absolute, out var address) && address.Scheme == "http")) url.AddError("--url must be an address such as http://127.0.0.1:2640."); } },
    };

    public static Command Create()
    {
        var command = new Command("bridge", "Let another Debrief, such as one in a container, use this machine's model, by a shared secret") { Url }
            .WithExamples("debrief bridge", "debrief bridge --url http://0.0.0.0:2640");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var settings = args.Settings();
        using var choice = new ExtractorChoice(ExtractCommand.Chosen(via: null, model: null, settings), args.Profile(), settings, args.Folders().Config);
        if (choice.IsRules)
            throw new UserError("There is no model to lend: install Claude Code and log in, or name one in config.yaml.");

        var file = Path.Combine(args.Folders().Config, "bridge.secret");
        var secret = BridgeSecret.Of(Environment.GetEnvironmentVariable(BridgeSecret.Variable), file);
        await using var app = new BridgeServer(Lend(args, choice), secret).Build(args.GetValue(Url)!);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException ex)
        {
            throw new UserError($"It can't listen on {args.GetValue(Url)}: {ex.Message} Choose another address with --url.", ex);
        }

        Terminal.WriteWrapped(args.Output, $"The bridge lends {choice} at {string.Join(", ", app.Urls)}. Its secret is {(File.Exists(file) ? $"in {Words.Whole(file)}" : $"that of {BridgeSecret.Variable}")}. Ctrl+C ends it.");
        if (app.Urls.Any(url => !IsLoopback(url)))
            Terminal.WriteWrapped(args.Error, "It can be reached from other machines, without encryption: let only trusted ones reach it.");
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    /// <summary>To who may ask it.</summary>
    public static LentModel Lend(ParseResult args, ExtractorChoice choice) =>
        new(() => choice.Model, new((id, stop) => ExtractAsync(args, choice, id, stop), (id, stop) => IsExcludedAsync(args, choice, id, stop)));

    static async Task<SessionFacet> ExtractAsync(ParseResult args, ExtractorChoice choice, string id, CancellationToken cancel)
    {
        await using var database = await args.OpenSyncedAsync(cancel);
        var session = await new SessionStore(database).FindAsync(id, cancel);
        var passages = await new SessionReader(database, new TranscriptArchive(args.Folders().Archive)).ReadAsync(session, cancel);
        return (await choice.Of(session).ExtractAsync(session, passages, cancel)).Facet;
    }

    static async Task<bool> IsExcludedAsync(ParseResult args, ExtractorChoice choice, string id, CancellationToken cancel)
    {
        try
        {
            await using var database = await args.OpenSyncedAsync(cancel);
            return choice.IsExcluded(await new SessionStore(database).FindAsync(id, cancel));
        }
        catch (UserError)
        {
            return false; // This machine doesn't know the session: who asks has looked at their own list.
        }
    }

    static bool IsLoopback(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)));
}
