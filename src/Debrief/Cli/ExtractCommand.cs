using System.CommandLine;
using System.Text.Json.Serialization;
using Debrief.Facets;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Cli;

static class ExtractCommand
{
    static readonly Argument<string?> SessionId = new("sessionId") { Description = "One session; its id may be shortened", Arity = ArgumentArity.ZeroOrOne };

    static readonly Option<int> Limit = GlobalOptions.Limit(20, "At most so many sessions, the newest first");

    static readonly Option<bool> Force = new("--force") { Description = "Extract again where there are facets already" };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be extracted, and extract nothing" };
    static readonly Option<bool> AsJson = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("extract", "Extract facets from sessions of more than five messages that ended at least 15 minutes ago")
        {
            SessionId, DayOptions.Since, Limit, Force, DryRun, AsJson,
        }.WithExamples("debrief extract", "debrief extract --since 4w --limit 500", "debrief extract 3f2a --force", "debrief extract --dry-run --json");
        command.Aliases.Add("sessions:extract-facets");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var profile = args.Profile();
        await using var database = await args.OpenSyncedAsync(cancel);
        if (!args.GetValue(AsJson) && !await database.HasSessionsAsync(cancel))
        {
            Terminal.WriteWrapped(args.Output, "There is no session yet: run `debrief sync`.");
            return 0;
        }

        var facets = new FacetStore(database, profile.Version);
        var sessions = await SessionsAsync(args, profile, database, facets, cancel);

        if (args.GetValue(DryRun))
            return TellPlan(args, sessions, await facets.CountPendingAsync(TimeProvider.System.GetUtcNow(), Since(args, profile), cancel));

        var result = await ExtractAsync(database, args.Folders().Archive, profile, sessions, cancel);
        Tell(args, result, sessions);
        return result.Failed.Count == 0 ? 0 : 1;
    }

    /// <summary>By rules, with a bar on a terminal.</summary>
    public static async Task<ExtractionResult> ExtractAsync(Database database, string archive, UserProfile profile, IReadOnlyList<Session> sessions, CancellationToken cancel)
    {
        var reader = new SessionReader(database, new TranscriptArchive(archive));
        var extraction = new Extraction(new FacetStore(database, profile.Version), new RulesExtractor(profile), reader.ReadAsync, TimeProvider.System);
        ExtractionResult? result = null;
        await ProgressBar.RunAsync("Extracting facets", async bar =>
            result = await extraction.RunAsync(sessions, bar is null ? null : new Forward(bar), cancel));
        return result!;
    }

    static async Task<IReadOnlyList<Session>> SessionsAsync(ParseResult args, UserProfile profile, Database database, FacetStore facets, CancellationToken cancel)
    {
        var force = args.GetValue(Force);
        if (args.GetValue(SessionId) is not { } id)
            return await facets.PendingAsync(TimeProvider.System.GetUtcNow(), Since(args, profile), args.GetValue(Limit), force, cancel);

        var session = await new SessionStore(database).FindAsync(id, cancel);
        var known = await facets.FindAsync(session.Id, cancel);
        return known is not null && known.ExtractedMessages >= session.MessageCount && !force
            ? throw new UserError($"Session {session.Id} has its facets already. Extract them again with --force.")
            : [session];
    }

    static DateTimeOffset? Since(ParseResult args, UserProfile profile) =>
        args.Days(profile.TimeZone, TimeProvider.System).From(profile.TimeZone);

    static int TellPlan(ParseResult args, IReadOnlyList<Session> sessions, int pending)
    {
        if (args.GetValue(AsJson))
        {
            Json.Write(args.Output, new ExtractionPlan([.. sessions.Select(Planned)], pending), new ExtractJson(Json.Options()).ExtractionPlan);
            return 0;
        }

        Terminal.WriteWrapped(args.Output, $"{Figures.Number(sessions.Count)} of {Figures.Counted(pending, "waiting session")} would be extracted, by rules: no model, no cost.");
        foreach (var session in sessions)
        {
            var beginning = Words.Whole($"  {Terminal.Plain(session.Id[..Math.Min(8, session.Id.Length)])}  {session.MessageCount,5} messages  ");
            Terminal.WriteWrapped(args.Output, beginning + Terminal.Plain(session.Title ?? "(no title)"), beginning.Length);
        }

        return 0;
    }

    static void Tell(ParseResult args, ExtractionResult result, IReadOnlyList<Session> sessions)
    {
        if (args.GetValue(AsJson))
        {
            Json.Write(args.Output, result, new ExtractJson(Json.Options()).ExtractionResult);
            return;
        }

        Terminal.WriteWrapped(args.Output, sessions.Count == 0
            ? "No session waits for its facets."
            : $"{Figures.Number(result.Extracted)} of {Figures.Counted(sessions.Count, "session")} extracted by rules (no model, no cost), in {result.Seconds:0.0} s; {Figures.Number(result.Pending)} still waiting.");
        foreach (var failed in result.Failed)
            Terminal.WriteWrapped(args.Output, $"{Words.Whole(Terminal.Plain(failed.SessionId))}: {Terminal.Plain(failed.Reason)}", indent: 2);
    }

    static PlannedSession Planned(Session session) => new(session.Id, session.Title, session.EndedAt, session.MessageCount);

    sealed class Forward(IProgress<Sync.SyncProgress> bar) : IProgress<ExtractionProgress>
    {
        public void Report(ExtractionProgress value) => bar.Report(new(value.Done, value.Of));
    }
}

/// <summary>What `debrief extract --dry-run --json` prints.</summary>
sealed record ExtractionPlan(IReadOnlyList<PlannedSession> Sessions, int Pending);

sealed record PlannedSession(string Id, string? Title, DateTimeOffset? EndedAt, int Messages);

[JsonSerializable(typeof(ExtractionPlan))]
[JsonSerializable(typeof(ExtractionResult))]
sealed partial class ExtractJson : JsonSerializerContext;
