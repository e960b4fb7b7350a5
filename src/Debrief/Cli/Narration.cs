using System.CommandLine;
using Debrief.Configuration;
using Debrief.Facets.Runs;
using Debrief.Insights;
using Debrief.Insights.Snapshots;
using Debrief.LanguageModels;
using Debrief.Privacy;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Reports.Narratives;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>Has a report's sentences written, where a model is to be had and the caps allow it. Without one a report is as good as made: that is said, and nothing fails.</summary>
sealed class Narration(ParseResult args, Database database, UserProfile profile, Settings settings)
{
    const string Purpose = "narrative";

    /// <summary>Of an answer, and of the sentences that are written again.</summary>
    const int UsualAnswerTokens = 4000;

    const int CharactersPerToken = 4;

    /// <summary>A period that was taken just now, or about which nobody has written anything though a model was asked before or is named now.</summary>
    public async Task<Snapshot> TellAsync(Snapshot told, CancellationToken cancel)
    {
        if (args.GetValue(NarrativeOptions.None) || told.Insights.Now.Summary.Sessions == 0 || !(told.IsNew || (told.Narrative is null && (args.WantsNarrative() || told.AwaitsNarrative))))
            return told;
        if (Chosen() is not { IsRules: false } choice)
            return told;

        var narrated = await NarratedAsync(told, choice, cancel);
        return narrated is null ? told
            : told.TakenAt is null ? told with { Narrative = narrated.ToJson() }
            : await Store.TellAsync(told, narrated.ToJson(), cancel);
    }

    SnapshotStore Store => new(database, TimeProvider.System);

    ModelChoice? Chosen()
    {
        try
        {
            return args.ChosenNarrator(settings);
        }
        catch (UserError reason) when (!args.WantsNarrative())
        {
            Say(reason.Message);
            return null;
        }
    }

    /// <summary>Null: nobody wrote it, and why is said.</summary>
    async Task<Told?> NarratedAsync(Snapshot told, ModelChoice choice, CancellationToken cancel)
    {
        var (insights, leftOut) = await WithoutExcludedAsync(told, cancel);
        var text = new ReportText(insights, told.Profile);
        if (text.IsQuiet)
            return null;
        var cost = LikelyCost(choice, NarrativeWriter.PromptFor(text, FactTable.Of(text), profile.Language));
        if (await CapPassedAsync(cost ?? 0, cancel) is { } cap)
            return await GivenUpAsync(told, cap, cancel);
        if (!MayBegin(choice, cost))
            return null;

        var (attempts, began) = (new AttemptStore(database, TimeProvider.System), TimeProvider.System.GetUtcNow());
        try
        {
            using var model = choice.Open();
            var written = await new NarrativeWriter(model.AskAsync, profile.Language).WriteAsync(text, told.Profile, leftOut, cancel);
            await attempts.NoteAsync(Purpose, written.Spent.Model, NarrativePrompt.Version, began, written.Spent, reason: null, message: null, new Dictionary<string, int> { ["sentences"] = written.Dropped.Count }, cancel);
            return written.Told;
        }
        catch (ModelFailure failure)
        {
            await attempts.NoteAsync(Purpose, choice.Model, NarrativePrompt.Version, began, failure.Spent, failure.Kind.ToString(), failure.Message, new Dictionary<string, int>(), cancel);
            return await GivenUpAsync(told, failure.Message, cancel);
        }
    }

    /// <summary>For this time.</summary>
    async Task<Told?> GivenUpAsync(Snapshot told, string why, CancellationToken cancel)
    {
        Say(why);
        await Store.AwaitNarrativeAsync(told, cancel);
        return null;
    }

    /// <summary>What a model may know of the period, and how many of its sessions it may not.</summary>
    async Task<(PeriodInsights Insights, int LeftOut)> WithoutExcludedAsync(Snapshot told, CancellationToken cancel)
    {
        if (settings.Exclude.Count == 0)
            return (told.Insights, 0);
        var insights = await new InsightsReader(database, profile) { LeavesOut = new ExcludedProjects(settings.Exclude).Excludes }.ReadAsync(told.Insights.Period, cancel);
        var leftOut = Ended(told.Insights.Now) - Ended(insights.Now);
        return leftOut == 0 && Ended(told.Insights.Before) == Ended(insights.Before) ? (told.Insights, 0) : (insights, leftOut);

        static int Ended(Metrics metrics) => metrics.Coverage.Eligible + metrics.Coverage.TooShort;
    }

    /// <summary>In US dollars; null where nobody knows the model's prices.</summary>
    static double? LikelyCost(ModelChoice choice, ModelPrompt prompt) =>
        Prices.Cost(ExtractorChoice.PricedAs(choice.Model), (prompt.System.Length + prompt.User.Length) / CharactersPerToken, UsualAnswerTokens, 0, 0, 0, 0);

    bool MayBegin(ModelChoice choice, double? cost)
    {
        Terminal.WriteWrapped(args.Error, $"Sentences are written by {choice}, {(cost is null ? "at an unknown cost" : $"for about {Figures.Dollars(cost.Value)}")}. `--no-narrative` makes the report without.");
        return Consent.ToSpend(args.Error, args.GetValue(ExtractOptions.Yes), cost);
    }

    async Task<string?> CapPassedAsync(double likely, CancellationToken cancel)
    {
        var today = ReportCommand.Today(profile);
        var spent = await new AttemptReader(database).SpentSinceAsync(new Period("custom", new(today.Year, today.Month, 1), today, profile.TimeZone).From, cancel);
        var caps = settings.Extraction;
        return new Cap("run", caps.MaxUsdPerRun, caps.MaxUsdPerRun).IsPassedBy(likely) ? $"It would pass the cap of ${caps.MaxUsdPerRun:0.00##} a run."
            : new Cap("month", caps.MaxUsdPerMonth, caps.MaxUsdPerMonth - spent).IsPassedBy(likely) ? $"The cap of ${caps.MaxUsdPerMonth:0.00##} a month is reached."
            : null;
    }

    void Say(string why) => Terminal.WriteWrapped(args.Error, Terminal.Plain($"No model wrote sentences for this report: {why}"));
}
