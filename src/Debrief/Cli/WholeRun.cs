using System.CommandLine;
using Debrief.Configuration;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.Insights;
using Debrief.LanguageModels;
using Debrief.Privacy;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Sample;
using Debrief.Sessions;
using Debrief.Sources;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>The main job: sync, extract, report, and a summary. On the person's own sessions, or on invented ones.</summary>
static class WholeRun
{
    /// <summary>What `debrief` does: the last seven days; invented weeks where no transcript is found.</summary>
    public static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var settings = args.Settings();
        var profile = args.Profile();
        var sources = SyncCommand.RootsOf(settings, args.Folders());
        var transcripts = Roots.FindTranscriptsAsync(sources);
        await using (var database = await Database.OpenAsync(settings.Database, cancel))
        {
            var synced = await SyncCommand.SyncAsync(database, transcripts, settings.Archive ? args.Folders().Archive : null, cancel);
            if (synced.Files > 0 || await database.HasSessionsAsync(cancel))
            {
                SyncCommand.Tell(args.Output, synced, SyncCommand.CandidatesOf(settings.Transcripts));
                await ReportAsync(args, database, args.Folders(), settings.Reports, profile, await PeriodAsync(args, database, profile, cancel), cancel);
                await HintAsync(args, database, settings, profile, cancel);
                return 0;
            }
        }

        Terminal.WriteWrapped(args.Output, "No transcript of Claude Code was found, so these are four invented weeks of an invented person.");
        Terminal.WriteWrapped(args.Output, "`debrief doctor` says where it looked; `debrief sync --from DIR` reads another folder.");
        return await RunOnSampleAsync(args, cancel);
    }

    /// <summary>What `debrief demo` does: the invented weeks, in a database of their own that is made anew.</summary>
    public static async Task<int> RunOnSampleAsync(ParseResult args, CancellationToken cancel)
    {
        var home = Path.Combine(args.Folders().Data, "sample");
        var folders = new Folders(home, home, args.Folders().UserHome);
        // Over in every time zone.
        var lastDay = SampleWeeks.LastSundayBefore(DateOnly.FromDateTime(DateTime.UtcNow.AddHours(-12)));
        Invent(home, lastDay);

        var profile = ProfileFile.Load(folders.ProfileFile);
        await using var database = await Database.OpenAsync(folders.Database, cancel);
        await SyncCommand.SyncAsync(database, Roots.FindTranscriptsAsync([new ClaudeDirectory(home)]), archive: null, cancel);
        await ReportAsync(args, database, folders, folders.Reports, profile, Period.Weekly(lastDay, profile.TimeZone), cancel);
        var variable = args.Folders().DatabaseGiven is null ? "" : "DEBRIEF_DATABASE= "; // It would go before the folder.
        var there = $"--home {(home.Contains(' ', StringComparison.Ordinal) ? $"\"{Terminal.Plain(home)}\"" : Terminal.Plain(home))}";
        args.Output.WriteLine($"Look further: {variable}debrief sessions {there}");
        args.Output.WriteLine($"In a browser: {variable}debrief serve --no-jobs {there}"); // A job would bring somebody's own sessions among them.
        return 0;
    }

    static async Task<Period> PeriodAsync(ParseResult args, Database database, UserProfile profile, CancellationToken cancel)
    {
        var today = ReportCommand.Today(profile);
        var usual = Period.LastDays(7, today, profile.TimeZone);
        var period = await new InsightsReader(database, profile).WithSessionsAsync(usual, today, cancel);
        if (period != usual)
            Terminal.WriteWrapped(args.Output, "No session in the last seven days; this is the latest week that has some.");
        return period;
    }

    static void Invent(string home, DateOnly lastDay)
    {
        try
        {
            PrivateFile.CreateFolder(home);
            Clear(home);
            SampleWeeks.Write(home, lastDay, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"The invented weeks can't be written to {home}: {ex.Message} Choose another folder with --home.", ex);
        }
    }

    /// <summary>Of an earlier demo. Its profile goes last, since it tells that the folder is ours: somebody's own may have the same name.</summary>
    static void Clear(string home)
    {
        var profile = Path.Combine(home, "profile.yaml");
        if (Directory.EnumerateFileSystemEntries(home).Any() && !(File.Exists(profile) && File.ReadLines(profile).First().EndsWith("Invented, like the sessions.", StringComparison.Ordinal)))
            throw new UserError($"{home} holds something else than invented weeks, and would be lost. Move it away, or choose another folder with --home.");

        foreach (var folder in Directory.EnumerateDirectories(home))
            Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(home).OrderBy(file => file == profile))
            File.Delete(file);
    }

    static async Task ReportAsync(ParseResult args, Database database, Folders folders, string reports, UserProfile profile, Period period, CancellationToken cancel)
    {
        await ExtractAsync(args, database, folders, profile, period, cancel);
        var insights = await new InsightsReader(database, profile).ReadAsync(period, cancel);
        var files = await ReportFiles.WriteAsync(reports, new(insights, profile, TakenAt: null), [ReportFormat.Html], cancel);
        SummaryTables.Write(args.Output, insights, profile, files[0]);
        if (profile.Version.Length == 0)
            Terminal.WriteWrapped(args.Output, "Whose work it was and what it served is told once you say so: `debrief profile init`.");
    }

    static async Task HintAsync(ParseResult args, Database database, Settings settings, UserProfile profile, CancellationToken cancel)
    {
        if (ExtractCommand.ModelAtHand(settings) is not { } model)
            return;
        var excluded = new ExcludedProjects(settings.Exclude);
        var waiting = new PendingSessions(database, profile.Version) { Extractor = "model", IsExcluded = session => excluded.Excludes(session.Project) };
        if (await waiting.CountAsync(TimeProvider.System.GetUtcNow(), since: null, cancel) is > 0 and var count)
            Terminal.WriteWrapped(args.Output, $"No model has read {Figures.Counted(count, "session")}: `debrief extract` lets {Terminal.Plain(model)} do it, and says first what that costs.");
    }

    /// <summary>By rules, which cost nothing, so there is no limit: as far back as the report looks. No model is ever asked without being asked for.</summary>
    static async Task ExtractAsync(ParseResult args, Database database, Folders folders, UserProfile profile, Period period, CancellationToken cancel)
    {
        await using var claims = await Claims.OpenAsync(database, TimeProvider.System, byRules: true, cancel);
        using var rules = new ExtractorChoice(ModelChoice.ByRules, profile, Settings.Usual(folders), folders.Config);
        var since = period.Before.Trend()[0].From;
        var waiting = await new PendingSessions(database, profile.Version).ListAsync(TimeProvider.System.GetUtcNow(), since, int.MaxValue, force: false, cancel);
        var extracted = await ExtractCommand.RunAsync(new AttemptStore(database, TimeProvider.System, claims), new SessionReader(database, new TranscriptArchive(folders.Archive)), waiting, rules, concurrency: 1, Budget.Free, cancel);
        if (await claims.OfOthersAsync(cancel) is > 0 and var others)
            Terminal.WriteWrapped(args.Error, $"{Figures.Counted(others, "session is", "sessions are")} being asked about by another run; the report tells what is there so far.");
        foreach (var failed in extracted.Failed)
            Terminal.WriteWrapped(args.Error, $"No facets for session {Words.Whole(Terminal.Plain(failed.SessionId))}: {Terminal.Plain(failed.Message)}", indent: 2);
    }
}
