using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Headers;
using Debrief.Documents;
using Debrief.Pushing;
using Debrief.Reports;
using Debrief.Sources;

namespace Debrief.Cli;

static class PushCommand
{
    const string TokenVariable = "DEBRIEF_TOKEN";

    static readonly Option<string?> To = new("--to")
    {
        Description = "The server's address [default: push.to of config.yaml]",
        HelpName = "URL",
        Validators = { to => { if (to.Tokens is [var only] && !(Uri.TryCreate(only.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")) to.AddError("--to must be an address such as https://debrief.example.org."); } },
    };

    static readonly Option<string?> TokenFile = new("--token-file") { Description = $"A file with the token; without it {TokenVariable} of the environment", HelpName = "FILE" };
    static readonly Option<string> Host = new("--host") { Description = "What this machine is called there", HelpName = "NAME", DefaultValueFactory = _ => Environment.MachineName };
    static readonly Option<string[]> From = new("--from") { Description = "A folder with transcripts in place of those that Claude Code uses; may be given several times", HelpName = "DIR" };
    static readonly Option<bool> AsJson = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("push", "Hand this machine's transcripts to a server, only what it doesn't have yet") { To, TokenFile, Host, From, AsJson }
            .WithExamples("debrief push --to https://debrief.example.org", "debrief push --to http://127.0.0.1:2640 --token-file ~/.config/debrief/push.token --json");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var settings = args.Settings();
        var to = args.GetValue(To) ?? settings.PushTo ?? throw new UserError("Which server? Name it with --to, or `push: { to: … }` in config.yaml.");
        var sources = args.GetValue(From) is { Length: > 0 } folders ? Roots.From(folders) : SyncCommand.RootsOf(settings.Transcripts);
        using var http = new HttpClient { BaseAddress = new Uri(to.TrimEnd('/') + "/"), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(args));

        var watch = Stopwatch.StartNew();
        PushResult? result = null;
        try
        {
            await ProgressBar.RunAsync("Pushing transcripts", async bar => result = await new Pusher(http, args.GetRequiredValue(Host)).PushAsync(sources, bar is null ? null : new Forward(bar), cancel));
        }
        catch (HttpRequestException ex)
        {
            throw new WorkError($"{to} can't be reached: {ex.Message} What was sent is kept there, and the next push goes on.", ex);
        }

        result!.Seconds = Math.Round(watch.Elapsed.TotalSeconds, 3);
        Tell(args, result, to);
        return result.Failed.Count == 0 ? 0 : 1;
    }

    static void Tell(ParseResult args, PushResult result, string to)
    {
        if (args.GetValue(AsJson))
        {
            Json.Write(args.Output, result, new PushJson(Json.Options()).PushResult);
            return;
        }

        Terminal.WriteWrapped(args.Output, $"{Figures.Counted(result.Files, "transcript")}: {Figures.Number(result.Sent)} sent to {Words.Whole(to)}, {Figures.Number(result.Unchanged)} were there; {result.Bytes / 1e6:0.0} MB in {result.Seconds:0.0} s");
        foreach (var failed in result.Failed)
            Terminal.WriteWrapped(args.Output, Terminal.Plain(failed), indent: 2);
    }

    static string Token(ParseResult args)
    {
        try
        {
            var token = args.GetValue(TokenFile) is { } file ? File.ReadAllText(file) : Environment.GetEnvironmentVariable(TokenVariable);
            return string.IsNullOrWhiteSpace(token) ? throw new UserError($"There is no token: set {TokenVariable}, or name a file with --token-file. `debrief tokens add laptop --scope push` makes one on the server.") : token.Trim();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"The token can't be read: {ex.Message}", ex);
        }
    }

    sealed class Forward(IProgress<Sync.SyncProgress> bar) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value) => bar.Report(new(value.Done, value.Of));
    }
}
