using System.CommandLine;
using Debrief.Configuration;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Cli;

static class ExtractCommand
{
    public static Command Create()
    {
        var command = new Command("extract", "Extract facets from sessions of more than five messages that ended at least 15 minutes ago")
        {
            ExtractOptions.SessionId, DayOptions.Since, ExtractOptions.Limit, ExtractOptions.WithSubAgents, ExtractOptions.Force, ExtractOptions.Outdated, ExtractOptions.DryRun, ExtractOptions.Via, ExtractOptions.Model, ExtractOptions.Batch,
            ExtractOptions.MaxCost, ExtractOptions.Concurrency, ExtractOptions.Yes, ExtractOptions.Failed, ExtractOptions.RetryFailed, ExtractOptions.ShowPrompt, ExtractOptions.AsJson,
        }.WithExamples("debrief extract", "debrief extract --via claude --model haiku --max-cost 0.50", "debrief extract --since 12m --limit 500 --dry-run", "debrief extract --batch --since 12m --max-cost 5", "debrief extract 3f2a --force", "debrief extract --sub-agents --since 7d", "debrief extract --outdated --since 1m --dry-run", "debrief extract --failed", "debrief extract --retry-failed --json");
        command.Aliases.Add("sessions:extract-facets");
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult args, CancellationToken cancel)
    {
        var profile = args.Profile();
        var settings = args.Settings();
        await using var database = await args.OpenSyncedAsync(cancel);
        if (args.GetValue(ExtractOptions.Failed))
            return ExtractPages.TellFailed(args, await new AttemptReader(database).FailedAsync(cancel), profile.TimeZone, args.GetValue(ExtractOptions.AsJson));
        if (!args.GetValue(ExtractOptions.AsJson) && !await database.HasSessionsAsync(cancel))
        {
            Terminal.WriteWrapped(args.Output, "There is no session yet: run `debrief sync`.");
            return 0;
        }

        using var choice = new ExtractorChoice(Chosen(args, settings), profile, settings, args.Folders().Config);
        var wanted = new WantedExtraction(args, database, profile, settings, choice);
        if (args.GetValue(ExtractOptions.ShowPrompt))
            return await ShowPromptAsync(wanted, cancel);
        if (wanted.Pending.Outdated && choice.IsRules)
            throw new UserError("Rules renew their own facets by themselves, and no model's. Name a model: --via claude, or `model:` in config.yaml.");
        if (wanted.Pending.SubAgents)
            await KeepSubAgentsAsync(database, cancel);
        return args.GetValue(ExtractOptions.DryRun)
            ? ExtractPages.TellPlan(args, await wanted.PlanAsync(cancel), await wanted.CountPendingAsync(cancel), await wanted.CountOutdatedAsync(cancel), wanted.AsJson)
            : await ExtractAsync(wanted, cancel);
    }

    static async Task<int> ExtractAsync(WantedExtraction wanted, CancellationToken cancel)
    {
        await wanted.OneAsync(cancel); // A wrong id is refused before anything is written.
        var result = wanted.InBatch ? await BatchedRun.RunAsync(wanted, cancel) : await ExtractNowAsync(wanted, cancel);
        return result?.StoppedBecause is { IsFailure: true } || result?.Failed.Count > 0 ? 1 : 0;
    }

    /// <returns>Null: a person said no.</returns>
    static async Task<ExtractionResult?> ExtractNowAsync(WantedExtraction wanted, CancellationToken cancel)
    {
        using var batches = await AwaitedBatches.OfAsync(wanted, cancel);
        ExtractionResult result;
        PlannedRun plan;
        await using (var claims = await Claims.OpenAsync(wanted.Database, TimeProvider.System, wanted.Choice.IsRules, cancel))
        {
            await RefuseClaimedAsync(wanted, cancel);
            result = await batches.TakeAsync(cancel);
            plan = await wanted.PlanAsync(cancel);
            if (!ExtractPages.MayBegin(wanted.Args, plan, wanted.Args.GetValue(ExtractOptions.Yes)))
                return null;

            var budget = await wanted.BudgetAsync(plan.Forecast, cancel);
            result += await RunAsync(wanted.Attempts(claims), wanted.Transcripts, plan.Sessions, wanted.Choice, wanted.Concurrency, budget, cancel);
        }

        return await batches.TellAsync(result, plan.Sessions, cancel);
    }

    /// <summary>Who names one session is told who has it.</summary>
    /// <exception cref="WorkError">Another run.</exception>
    static async Task RefuseClaimedAsync(WantedExtraction wanted, CancellationToken cancel)
    {
        if (await wanted.OneAsync(cancel) is { } one && await new ClaimStore(wanted.Database, TimeProvider.System).HolderAsync(one.Id, cancel) is { } holder)
            throw new WorkError($"Session {one.Id} is being asked about on {Terminal.Plain(holder.Host)} by process {holder.Pid}. Wait for it, or end it.");
    }

    /// <summary>With a bar on a terminal.</summary>
    /// <param name="attempts">With the claims of the run.</param>
    public static async Task<ExtractionResult> RunAsync(AttemptStore attempts, SessionReader transcripts, IReadOnlyList<Session> sessions, ExtractorChoice choice, int concurrency, Budget budget, CancellationToken cancel)
    {
        var extraction = new Extraction(attempts, choice.Of, transcripts.ReadAsync, TimeProvider.System);
        var result = ExtractionResult.None;
        await ProgressBar.RunAsync("Extracting facets", async bar =>
            result = await extraction.RunAsync(sessions, concurrency, budget, bar is null ? null : new Forward(bar), cancel));
        return result;
    }

    static async Task KeepSubAgentsAsync(Database database, CancellationToken cancel)
    {
        var agents = new SubAgents(database);
        await agents.KeepAsync(await agents.ListAsync(sessionId: null, cancel), cancel);
    }

    static async Task<int> ShowPromptAsync(WantedExtraction wanted, CancellationToken cancel)
    {
        var id = wanted.Args.GetValue(ExtractOptions.SessionId) ?? throw new UserError("Which session? Name it: debrief extract SESSION --show-prompt.");
        if (wanted.Choice.ByModel is not { } model)
            throw new UserError("Rules ask nobody. Name a model: --via claude, or `model:` in config.yaml.");

        var session = await new SessionStore(wanted.Database).FindAsync(id, cancel);
        if (wanted.Choice.IsExcluded(session))
            throw new UserError($"Session {session.Id} is kept from every model by privacy.exclude: no prompt is ever made of it. Rules extract its facets.");
        var prompt = model.PromptFor(session, await wanted.Transcripts.ReadAsync(session, cancel));
        foreach (var line in $"{prompt.System}\n\n{prompt.User}".Split('\n'))
            wanted.Args.Output.WriteLine(Terminal.Plain(line));
        return 0;
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

    /// <summary>For a run that goes another way; null where there is no key.</summary>
    public static ExtractorChoice? ByAnthropic(WantedExtraction wanted)
    {
        try
        {
            return new(Chosen(ModelChoice.Anthropic, model: null, wanted.Settings), wanted.Profile, wanted.Settings, wanted.Args.Folders().Config);
        }
        catch (UserError)
        {
            return null; // As told of those who wait in a batch.
        }
    }

    static ModelChoice Chosen(ParseResult args, Settings settings)
    {
        var (via, model) = (args.GetValue(ExtractOptions.Via), args.GetValue(ExtractOptions.Model));
        if (!args.GetValue(ExtractOptions.Batch))
            return Chosen(via, model, settings);

        var said = via ?? settings.Model.Via;
        return said is null or ModelChoice.Anthropic
            ? Chosen(ModelChoice.Anthropic, model, settings)
            : throw new UserError($"Only Anthropic's service takes batches, and it would go via {said}: add --via anthropic, or leave --batch out.");
    }

    public static ModelChoice Chosen(string? via, string? model, Settings settings)
    {
        var configured = via is null || settings.Model.Via is null || via == settings.Model.Via ? settings.Model : new ModelSettings { Claude = settings.Model.Claude };
        return ModelChoice.Of(new(via ?? configured.Via, model ?? configured.Name, configured.BaseUrl, configured.KeyVariable, configured.Claude, settings.Model.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null), Environment.GetEnvironmentVariable);
    }

    sealed class Forward(IProgress<Sync.SyncProgress> bar) : IProgress<ExtractionProgress>
    {
        public void Report(ExtractionProgress value) => bar.Report(new(value.Done, value.Of));
    }
}
