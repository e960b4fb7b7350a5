using System.CommandLine;
using Debrief.Configuration;
using Debrief.Documents;
using Debrief.Privacy;
using Debrief.Profile;

namespace Debrief.Cli;

/// <summary>Looks at everything Debrief needs and keeps. Whatever is broken becomes a line, so that it always comes to its end.</summary>
static class DoctorCommand
{
    static readonly Option<bool> AsJson = GlobalOptions.Json("Print what was found as JSON");

    public static Command Create()
    {
        var command = new Command("doctor", "Say what is there, what is missing, and what to do about it") { AsJson }
            .WithExamples("debrief doctor", "debrief doctor --json");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var report = await LookAsync(args.Folders(), cancel);
        if (args.GetValue(AsJson))
            Json.Write(args.Output, report, new DoctorJson(Json.Options()).DoctorReport);
        else
            DoctorPage.Write(args.Output, report);
        return report.Problems == 0 ? 0 : 1;
    }

    static async Task<DoctorReport> LookAsync(Folders folders, CancellationToken cancel)
    {
        var (config, settings) = DoctorFile.OfSettings(folders);
        var (profileFile, profile) = DoctorFile.OfProfile(folders);
        var (prompt, promptVersion) = DoctorFile.OfPrompt(folders);
        var excluded = new ExcludedProjects(settings.Exclude);
        var database = await DoctorDatabase.LookAsync(settings.Database, opened => new(opened, profile.Version) { PromptVersion = promptVersion, IsExcluded = session => excluded.Excludes(session.Project) }, TimeProvider.System, cancel);
        return new(
            new(config, profileFile, prompt, DoctorFolder.Look(folders.Data), DoctorFolder.Look(settings.Reports)),
            database,
            DoctorArchive.Look(folders.Archive, settings.Archive, database.Transcripts),
            DoctorTranscripts.Look(settings.Transcripts, database.Transcripts, cancel),
            DoctorTools.Look(profile));
    }
}
