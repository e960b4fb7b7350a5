using System.CommandLine;
using Debrief.Configuration;
using Debrief.Reports;
using Debrief.Sessions;
using Debrief.Sources;
using Debrief.Storage;
using Debrief.Sync;
using Debrief.Transcripts;

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
        var sources = args.GetValue(From) is { Length: > 0 } folders ? Roots.From(folders) : RootsOf(settings, args.Folders());
        var archives = settings.Archive && !args.GetValue(NoArchive);
        var transcripts = Roots.FindTranscriptsAsync(sources); // While the database is opened.
        await using var database = await Database.OpenAsync(settings.Database, cancel);
        var result = await SyncAsync(database, transcripts, archives ? args.Folders().Archive : null, cancel);

        if (args.GetValue(AsJson))
            args.Output.WriteLine(SyncJson.Of(result));
        else
            Tell(args.Output, result, args.GetValue(From) is { Length: > 0 } ? [.. sources.Select(source => source.Folder)] : CandidatesOf(settings.Transcripts));
        return result.Unreadable.Count == 0 ? 0 : 1;
    }

    /// <summary>Where it looks unless told otherwise; some of it may not be there.</summary>
    public static IReadOnlyList<string> CandidatesOf(IEnumerable<string> configured) =>
        Roots.Candidates(Environment.GetEnvironmentVariable("CLAUDE_CONFIG_DIR"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), configured);

    /// <summary>And what other machines handed in.</summary>
    public static IReadOnlyList<Source> RootsOf(Settings settings, Folders folders) => [.. RootsOf(settings.Transcripts), .. Roots.Pushed(folders.Pushed)];

    public static IReadOnlyList<Source> RootsOf(IEnumerable<string> configured) =>
        Roots.Default(Environment.GetEnvironmentVariable("CLAUDE_CONFIG_DIR"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), configured);

    /// <param name="archive">The archive's folder; null to leave it.</param>
    public static async Task<SyncResult> SyncAsync(Database database, Task<List<TranscriptFile>> transcripts, string? archive, CancellationToken cancel)
    {
        SyncResult? result = null;
        await ProgressBar.RunAsync("Reading transcripts", async progress => result = await new Syncer(database).SyncAsync(transcripts, progress, cancel));
        if (archive is not null && result!.MayBeBehind)
            await ProgressBar.RunAsync("Archiving", progress => new Archiving(database, new TranscriptArchive(archive)).ArchiveAsync(result, progress, cancel));
        return result!;
    }

    /// <param name="lookedAt">The folders, there or not.</param>
    public static void Tell(TextWriter output, SyncResult result, IReadOnlyList<string> lookedAt)
    {
        if (result.Files == 0)
        {
            var folders = lookedAt.Select(folder => Words.Whole(folder) + (Directory.Exists(folder) ? "" : " (not there)"));
            Terminal.WriteWrapped(output, $"No transcript was found. Looked in {string.Join(", ", folders)}. Name another folder with `--from DIR`.");
            return;
        }

        Terminal.WriteWrapped(output, $"{Figures.Counted(result.Files, "transcript")}: {Figures.Number(result.Opened)} read ({Figures.Counted(result.Lines, "line")}), "
            + $"{Figures.Number(result.Unchanged)} unchanged; {Figures.Counted(result.Sessions, "session")} new or changed, in {result.Seconds:0.0} s");
        if (result.BadLines > 0)
            Terminal.WriteWrapped(output, $"{Figures.Counted(result.BadLines, "line")} could not be read; `debrief doctor` lists them.");
        foreach (var path in result.Shrunk)
            Terminal.WriteWrapped(output, $"{Words.Whole(path)} became smaller: what was known of it is kept.", indent: 2);
        foreach (var file in result.Unreadable)
            Terminal.WriteWrapped(output, $"{Words.Whole(file.Path)}: {Terminal.Plain(file.Reason)}", indent: 2);
    }
}
