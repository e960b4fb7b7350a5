using System.CommandLine;
using Debrief.Access;
using Debrief.Configuration;
using Debrief.Jobs;
using Debrief.Profile;
using Debrief.Server;
using Debrief.Storage;

namespace Debrief.Cli;

static class ServeCommand
{
    static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Where to listen; several with ; between them [default: server.url of config.yaml, else http://127.0.0.1:2640]",
        HelpName = "URLS",
        Validators = { urls => { if (urls.Tokens is [var only] && !AllAddresses(only.Value, out _)) urls.AddError("--urls must be addresses such as http://127.0.0.1:2640."); } },
    };

    static readonly Option<string?> Origin = new("--origin")
    {
        Description = "How it is reached from other machines [default: server.origin of config.yaml]",
        HelpName = "URL",
        Validators = { origin => { if (origin.Tokens is [var only] && !IsOrigin(only.Value)) origin.AddError("--origin must be an address such as https://debrief.example.org."); } },
    };

    static readonly Option<bool> NoJobs = new("--no-jobs") { Description = "Leave the jobs to another server on the same database" };

    public static Command Create()
    {
        var command = new Command("serve", "Serve the API and run the jobs, for this machine alone unless told otherwise") { Urls, Origin, NoJobs }
            .WithExamples("debrief serve", "debrief serve --urls http://127.0.0.1:8080", "debrief serve --urls http://0.0.0.0:2640 --origin https://debrief.example.org");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var folders = args.Folders();
        var settings = args.Settings();
        AllAddresses(args.GetValue(Urls) ?? settings.Server.Url, out var urls);
        var profile = new CurrentProfile(folders.ProfileFile);
        profile.Read(); // What is wrong with it is told before anything is served.
        await using var database = await Database.OpenAsync(settings.Database, cancel);
        database.Patience = TimeSpan.Zero; // Whoever asks is told at once, and asks again.
        using var choice = ChosenModel(args, settings, profile.Read());
        var options = new ServerOptions(urls, (args.GetValue(Origin) ?? settings.Server.Origin) is { } origin ? new(origin) : null, folders, settings, database, profile, TimeProvider.System, OwnCommand.Of(settings.Jobs, args.GetValue(GlobalOptions.Home)), !args.GetValue(NoJobs))
        {
            Model = choice is null ? null : BridgeCommand.Lend(args, choice),
            ClaudeDirectories = SyncCommand.CandidatesOf(settings.Transcripts),
        };
        await using var app = DebriefServer.Build(options);
        var tokenFile = await FirstToken.EnsureAsync(app.Services.GetRequiredService<AccessTokens>(), Path.Combine(folders.Config, "server.token"), cancel);
        await StartAsync(app, urls, cancel);
        Tell(args, app, options, tokenFile);
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    /// <summary>Lent to those who may ask; opened by the first of them. Null: there is none, or it lacks something, which `debrief extract` tells.</summary>
    static ExtractorChoice? ChosenModel(ParseResult args, Settings settings, UserProfile profile) => ExtractCommand.ModelAtHand(settings) is null
        ? null
        : new(ExtractCommand.Chosen(via: null, model: null, settings), profile, settings, args.Folders().Config);

    static async Task StartAsync(WebApplication app, IReadOnlyList<Uri> urls, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException ex)
        {
            throw new UserError($"It can't listen on {string.Join(", ", urls)}: {ex.Message} Choose another address with --urls.", ex);
        }
    }

    static void Tell(ParseResult args, WebApplication app, ServerOptions options, string? tokenFile)
    {
        var listening = string.Join(", ", app.Urls);
        Terminal.WriteWrapped(args.Output, $"Debrief serves at {listening}. Ctrl+C ends it.");
        var origin = options.Origin?.GetLeftPart(UriPartial.Authority) ?? app.Urls.First();
        args.Output.WriteLine($"Sign in, once by this link: {origin}{SignIn.Path}?code={app.Services.GetRequiredService<SignInCode>()}");
        if (tokenFile is not null)
            Terminal.WriteWrapped(args.Output, $"Programs send the token in {Words.Whole(tokenFile)}; `debrief tokens` makes others.");
        args.Output.Flush();
    }

    static bool AllAddresses(string text, out IReadOnlyList<Uri> urls)
    {
        var all = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Uri.TryCreate(part, UriKind.Absolute, out var url) && url is { Scheme: "http", PathAndQuery: "/" } ? url : null).ToList();
        urls = [.. all.OfType<Uri>()];
        return urls.Count > 0 && urls.Count == all.Count;
    }

    static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", PathAndQuery: "/" };
}
