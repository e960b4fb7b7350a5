using System.CommandLine;
using Debrief.Sessions;
using Debrief.Sources;
using Debrief.Storage;
using Debrief.Sync;

namespace Debrief.Cli;

static class SyncCommand
{
    static readonly Option<string[]> From = new("--from")
    {
        Description = "A folder with transcripts, such as a copy of ~/.claude; may be given several times. Replaces the folders that Claude Code uses",
        HelpName = "DIR",
    };

    static readonly Option<bool> NoArchive = new("--no-archive") { Description = "Leave the compressed copies for another time" };
    static readonly Option<bool> AsJson = GlobalOptions.Json("Print what was done as JSON");

    public static Command Create()
    {
        var command = new Command("sync", "Bring new and changed transcripts into the database") { From, NoArchive, AsJson }
            .WithExamples("debrief sync", "debrief sync --from ~/backup/claude --from /mnt/laptop/.claude", "debrief sync --json");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var settings = args.Settings();
        var sources = args.GetValue(From) is { Length: > 0 } folders ? Roots.From(folders) : RootsOf(settings.Transcripts);
        var archives = settings.Archive && !args.GetValue(NoArchive);
        await using var database = await Database.OpenAsync(args.Folders().Database, cancel);
        var result = await SyncAsync(database, sources, archives ? args.Folders().Archive : null, cancel);

        if (args.GetValue(AsJson))
            Json.Write(args.Output, result, SyncJson.Default.SyncResult);
        else
            Tell(args.Output, result, sources);
        return result.Unreadable.Count == 0 ? 0 : 1;
    }

    public static IReadOnlyList<Source> RootsOf(IEnumerable<string> configured) =>
        Roots.Default(Environment.GetEnvironmentVariable("CLAUDE_CONFIG_DIR"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), configured);

    /// <param name="archive">The archive's folder; null to leave it.</param>
    public static async Task<SyncResult> SyncAsync(Database database, IReadOnlyList<Source> sources, string? archive, CancellationToken cancel)
    {
        SyncResult? result = null;
        await ProgressBar.RunAsync("Reading transcripts", async progress => result = await new Syncer(database).SyncAsync(sources, progress, cancel));
        if (archive is not null && result!.MayBeBehind)
            await ProgressBar.RunAsync("Archiving", progress => new Archiving(database, new TranscriptArchive(archive)).ArchiveAsync(result, progress, cancel));
        return result!;
    }

    public static void Tell(TextWriter output, SyncResult result, IReadOnlyList<Source> sources)
    {
        if (result.Files == 0)
        {
            output.WriteLine(sources.Count == 0
                ? "No folder with transcripts was found. Name one with --from DIR."
                : $"There is no transcript in {string.Join(", ", sources.Select(source => Terminal.Plain(source.Folder)))}.");
            return;
        }

        output.WriteLine($"{result.Files} transcripts: {result.Opened} read ({result.Lines} lines), {result.Unchanged} unchanged; {result.Sessions} sessions new or changed, in {result.Seconds:0.0} s");
        if (result.BadLines > 0)
            output.WriteLine($"{result.BadLines} lines could not be read; `debrief doctor` lists them.");
        foreach (var path in result.Shrunk)
            output.WriteLine($"{Terminal.Plain(path)} became smaller: what was known of it is kept.");
        foreach (var file in result.Unreadable)
            output.WriteLine($"{Terminal.Plain(file.Path)}: {Terminal.Plain(file.Reason)}");
    }
}
