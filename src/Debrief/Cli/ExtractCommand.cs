using System.CommandLine;
using Debrief.Configuration;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.Insights;
using Debrief.LanguageModels;
using Debrief.Locks;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Cli;

static class ExtractCommand
{
    public const string LockName = "extract";

    static readonly Argument<string?> SessionId = new("sessionId") { Description = "One session; its id may be shortened", Arity = ArgumentArity.ZeroOrOne };
    static readonly Option<int> Limit = GlobalOptions.Limit(20, "At most so many sessions: those never tried first, then the newest");
    static readonly Option<bool> WithSubAgents = new("--sub-agents") { Description = "Sub-agents too, after the sessions. Their facets are shown apart, and count in no report as a session's" };
    static readonly Option<bool> Force = new("--force") { Description = "Extract again where there are facets already" };
    static readonly Option<bool> Outdated = new("--outdated") { Description = "Also where a model answered by an earlier prompt, or by another profile than today's" };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be extracted and what it is likely to cost, and extract nothing" };
    static readonly Option<string?> Via = Ways("How a model is reached, or rules: none [default: model.via of config.yaml, else Claude Code where it is installed, else Anthropic's service where there is a key, else rules]");
    public static readonly Option<string?> Model = new("--model") { Description = "The model, as that way of reaching it calls it", HelpName = "NAME" };
    public static readonly Option<int?> Concurrency = Number<int?>("--concurrency", "N", "So many sessions at a time [default: extraction.concurrency of config.yaml; by rules 1]", text => int.TryParse(text, out var n) && n is >= 1 and <= 32, "a number from 1 to 32");
    public static readonly Option<double?> MaxCost = Number<double?>("--max-cost", "USD", "Stop before the run costs more [default: extraction.max_usd_per_run of config.yaml]", text => double.TryParse(text, out var usd) && usd >= 0, "an amount of zero or more");
    public static readonly Option<bool> Yes = new("--yes") { Description = "Don't ask before it costs something. Only a terminal is ever asked" };
    static readonly Option<bool> Failed = new("--failed") { Description = "List the sessions that failed: why, how often, and when they are tried again" };
    static readonly Option<bool> RetryFailed = new("--retry-failed") { Description = "Try those again now, before the others" };
    static readonly Option<bool> ShowPrompt = new("--show-prompt") { Description = "Print what a model would be asked about the session, and ask nobody" };
    static readonly Option<bool> AsJson = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("extract", "Extract facets from sessions of more than five messages that ended at least 15 minutes ago")
        {
            SessionId, DayOptions.Since, Limit, WithSubAgents, Force, Outdated, DryRun, Via, Model, MaxCost, Concurrency, Yes, Failed, RetryFailed, ShowPrompt, AsJson,
        }.WithExamples("debrief extract", "debrief extract --via claude --model haiku --max-cost 0.50", "debrief extract --since 12m --limit 500 --dry-run", "debrief extract 3f2a --force", "debrief extract --sub-agents --since 7d", "debrief extract --outdated --since 1m --dry-run", "debrief extract --failed", "debrief extract --retry-failed --json");
        command.Aliases.Add("sessions:extract-facets");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var profile = args.Profile();
        var settings = args.Settings();
        await using var database = await args.OpenSyncedAsync(cancel);
        if (args.GetValue(Failed))
            return ExtractPages.TellFailed(args, await new AttemptReader(database).FailedAsync(cancel), profile.TimeZone, args.GetValue(AsJson));
        if (!args.GetValue(AsJson) && !await database.HasSessionsAsync(cancel))
        {
            Terminal.WriteWrapped(args.Output, "There is no session yet: run `debrief sync`.");
            return 0;
        }

        using var choice = new ExtractorChoice(Chosen(args.GetValue(Via), args.GetValue(Model), settings), profile, settings, args.Folders().Config);
        if (args.GetValue(ShowPrompt))
            return await ShowPromptAsync(args, database, choice, cancel);

        if (args.GetValue(Outdated) && choice.IsRules)
            throw new UserError("Rules renew their own facets by themselves, and no model's. Name a model: --via claude, or `model:` in config.yaml.");

        var pending = new PendingSessions(database, profile.Version)
        {
            Extractor = choice.Extractor.Name,
            PromptVersion = choice.Extractor.PromptVersion,
            IsExcluded = choice.IsExcluded,
            Outdated = args.GetValue(Outdated),
            RetryFailed = args.GetValue(RetryFailed),
            SubAgents = args.GetValue(WithSubAgents),
        };
        if (pending.SubAgents)
            await KeepSubAgentsAsync(database, cancel);
        return args.GetValue(DryRun)
            ? await TellPlanAsync(args, database, profile, pending, choice, cancel)
            : await ExtractAsync(args, database, profile, settings, pending, choice, cancel);
    }

    static async Task<int> TellPlanAsync(ParseResult args, Database database, UserProfile profile, PendingSessions pending, ExtractorChoice choice, CancellationToken cancel)
    {
        var plan = await PlanAsync(args, database, profile, pending, choice, cancel);
        return ExtractPages.TellPlan(args, plan, await pending.CountAsync(Now(), Since(args, profile), cancel), await OutdatedAsync(pending, choice, cancel), args.GetValue(AsJson));
    }

    static async Task<int> ExtractAsync(ParseResult args, Database database, UserProfile profile, Settings settings, PendingSessions pending, ExtractorChoice choice, CancellationToken cancel)
    {
        if (args.GetValue(SessionId) is { } id)
            await OneAsync(database, pending, id, args.GetValue(Force), cancel); // A wrong id is refused before anything is written.

        var (mine, holder) = await new LockStore(database, TimeProvider.System).TryTakeAsync(LockName, cancel);
        if (mine is null)
            throw new WorkError($"{ExtractPages.Elsewhere(holder, profile.TimeZone)} One run at a time: wait for it, or end it.");

        await using var held = mine;
        var plan = await PlanAsync(args, database, profile, pending, choice, cancel);
        if (!ExtractPages.MayBegin(args, plan, args.GetValue(Yes)))
            return 0;

        var budget = choice.IsRules ? Budget.Free : await BudgetAsync(args, database, profile, settings, plan.Forecast, cancel);
        var result = await RunAsync(database, args.Folders().Archive, plan.Sessions, choice, choice.Concurrency(args.GetValue(Concurrency), settings), budget, held, cancel);
        result = result with { Pending = await pending.CountAsync(Now(), since: null, cancel), Outdated = await OutdatedAsync(pending, choice, cancel) };
        ExtractPages.Tell(args, result, plan.Sessions, choice, args.GetValue(AsJson));
        return result.StoppedBecause is { IsFailure: true } || result.Failed.Count > 0 ? 1 : 0;
    }

    static async Task<int?> OutdatedAsync(PendingSessions pending, ExtractorChoice choice, CancellationToken cancel) =>
        choice.IsRules ? null : await pending.CountOutdatedAsync(Now(), cancel);

    /// <summary>With a bar on a terminal.</summary>
    /// <param name="held">The lock of extractions.</param>
    public static async Task<ExtractionResult> RunAsync(Database database, string archive, IReadOnlyList<Session> sessions, ExtractorChoice choice, int concurrency, Budget budget, HeldLock held, CancellationToken cancel)
    {
        var attempts = new AttemptStore(database, TimeProvider.System);
        await attempts.InterruptLostAsync(cancel);
        var extraction = new Extraction(attempts, choice.Of, Transcripts(database, archive).ReadAsync, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, held.Lost);
        ExtractionResult? result = null;
        try
        {
            await ProgressBar.RunAsync("Extracting facets", async bar =>
                result = await extraction.RunAsync(sessions, concurrency, budget, bar is null ? null : new Forward(bar), either.Token));
        }
        catch (OperationCanceledException) when (held.Lost.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new WorkError("This run gave no sign for two minutes, and another took over. What it had extracted is kept.");
        }

        return result!;
    }

    static async Task<PlannedRun> PlanAsync(ParseResult args, Database database, UserProfile profile, PendingSessions pending, ExtractorChoice choice, CancellationToken cancel)
    {
        var sessions = await SessionsAsync(args, profile, database, pending, cancel);
        return new(sessions, choice, await choice.ForecastAsync(sessions, new AttemptReader(database), Transcripts(database, args.Folders().Archive), cancel));
    }

    static SessionReader Transcripts(Database database, string archive) => new(database, new TranscriptArchive(archive));

    static async Task<IReadOnlyList<Session>> SessionsAsync(ParseResult args, UserProfile profile, Database database, PendingSessions pending, CancellationToken cancel)
    {
        var force = args.GetValue(Force);
        if (args.GetValue(SessionId) is { } id)
            return [await OneAsync(database, pending, id, force, cancel)];
        return await pending.ListAsync(Now(), Since(args, profile), args.GetValue(Limit), force, cancel);
    }

    static async Task KeepSubAgentsAsync(Database database, CancellationToken cancel)
    {
        var agents = new SubAgents(database);
        await agents.KeepAsync(await agents.ListAsync(sessionId: null, cancel), cancel);
    }

    static async Task<Session> OneAsync(Database database, PendingSessions pending, string id, bool force, CancellationToken cancel)
    {
        var session = await new SessionStore(database).FindAsync(id, cancel);
        var known = await new FacetStore(database).FindAsync(session.Id, cancel);
        if (pending.WhyNot(session, known, force) is { } reason)
            throw new UserError(reason);
        if (session.ParentId is not null)
            await new SubAgents(database).KeepAsync([session], cancel);
        return session;
    }

    static async Task<int> ShowPromptAsync(ParseResult args, Database database, ExtractorChoice choice, CancellationToken cancel)
    {
        var id = args.GetValue(SessionId) ?? throw new UserError("Which session? Name it: debrief extract SESSION --show-prompt.");
        if (choice.ByModel is not { } model)
            throw new UserError("Rules ask nobody. Name a model: --via claude, or `model:` in config.yaml.");

        var session = await new SessionStore(database).FindAsync(id, cancel);
        var prompt = model.PromptFor(session, await Transcripts(database, args.Folders().Archive).ReadAsync(session, cancel));
        foreach (var line in $"{prompt.System}\n\n{prompt.User}".Split('\n'))
            args.Output.WriteLine(Terminal.Plain(line));
        return 0;
    }

    static async Task<Budget> BudgetAsync(ParseResult args, Database database, UserProfile profile, Settings settings, Forecast forecast, CancellationToken cancel)
    {
        var today = ReportCommand.Today(profile);
        var month = new Period("custom", new(today.Year, today.Month, 1), today, profile.TimeZone).From;
        var spent = await new AttemptReader(database).SpentSinceAsync(month, cancel);
        var perRun = args.GetValue(MaxCost) ?? settings.Extraction.MaxUsdPerRun;
        return new([new("run", perRun, perRun), new("month", settings.Extraction.MaxUsdPerMonth, settings.Extraction.MaxUsdPerMonth - spent)], forecast.CostOf);
    }

    /// <summary>What `debrief extract` would ask; null where it is nobody.</summary>
    public static string? ModelAtHand(Settings settings)
    {
        try
        {
            return Chosen(via: null, model: null, settings) is { IsRules: false } choice ? choice.ToString() : null;
        }
        catch (UserError)
        {
            return null; // It lacks something, which is told when it is asked for.
        }
    }

    public static ModelChoice Chosen(string? via, string? model, Settings settings)
    {
        var configured = via is null || settings.Model.Via is null || via == settings.Model.Via ? settings.Model : new ModelSettings { Claude = settings.Model.Claude };
        return ModelChoice.Of(new(via ?? configured.Via, model ?? configured.Name, configured.BaseUrl, configured.KeyVariable, configured.Claude, settings.Model.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null), Environment.GetEnvironmentVariable);
    }

    static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    static DateTimeOffset? Since(ParseResult args, UserProfile profile) => args.Days(profile.TimeZone, TimeProvider.System).From(profile.TimeZone);

    public static Option<string?> Ways(string description)
    {
        var via = new Option<string?>("--via") { Description = description, HelpName = "WAY" };
        via.AcceptOnlyFromAmong([.. ModelSettings.Ways]);
        return via;
    }

    static Option<T> Number<T>(string name, string unit, string description, Func<string, bool> isRight, string form) => new(name)
    {
        Description = description,
        HelpName = unit,
        Validators = { option => { if (option.Tokens is [var only] && !isRight(only.Value)) option.AddError($"{name} must be {form}."); } },
    };

    sealed class Forward(IProgress<Sync.SyncProgress> bar) : IProgress<ExtractionProgress>
    {
        public void Report(ExtractionProgress value) => bar.Report(new(value.Done, value.Of));
    }
}
