using System.CommandLine;
using Debrief.Configuration;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Locks;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Cli;

static class ExtractCommand
{
    public const string LockName = "extract";

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
        await using var held = await LockAsync(wanted, cancel);
        using var batches = await AwaitedBatches.OfAsync(wanted, cancel);
        var taken = await batches.TakeAsync(held, cancel);
        var plan = await wanted.PlanAsync(cancel);
        if (!ExtractPages.MayBegin(wanted.Args, plan, wanted.Args.GetValue(ExtractOptions.Yes)))
            return null;

        var budget = await wanted.BudgetAsync(plan.Forecast, cancel);
        var result = taken + await RunAsync(wanted.Database, wanted.Transcripts, plan.Sessions, wanted.Choice, wanted.Concurrency, budget, held, cancel);
        return await batches.TellAsync(result, plan.Sessions, cancel);
    }

    /// <exception cref="WorkError">Another run is at it.</exception>
    public static async Task<HeldLock> LockAsync(WantedExtraction wanted, CancellationToken cancel)
    {
        var (mine, holder) = await new LockStore(wanted.Database, TimeProvider.System).TryTakeAsync(LockName, cancel);
        return mine ?? throw new WorkError($"{ExtractPages.Elsewhere(holder, wanted.Profile.TimeZone)} One run at a time: wait for it, or end it.");
    }

    /// <summary>With a bar on a terminal.</summary>
    /// <param name="held">The lock of extractions.</param>
    public static async Task<ExtractionResult> RunAsync(Database database, SessionReader transcripts, IReadOnlyList<Session> sessions, ExtractorChoice choice, int concurrency, Budget budget, HeldLock held, CancellationToken cancel)
    {
        var attempts = new AttemptStore(database, TimeProvider.System);
        await attempts.InterruptLostAsync(cancel);
        var extraction = new Extraction(attempts, choice.Of, transcripts.ReadAsync, TimeProvider.System);
        var result = ExtractionResult.None;
        await WhileHeldAsync(held, either => ProgressBar.RunAsync("Extracting facets", async bar =>
            result = await extraction.RunAsync(sessions, concurrency, budget, bar is null ? null : new Forward(bar), either)), cancel);
        return result;
    }

    /// <summary>Work that ends when another takes the lock.</summary>
    public static async Task WhileHeldAsync(HeldLock held, Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, held.Lost);
        try
        {
            await work(either.Token);
        }
        catch (OperationCanceledException) when (held.Lost.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new WorkError("This run gave no sign for two minutes, and another took over. What it had extracted is kept.");
        }
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
