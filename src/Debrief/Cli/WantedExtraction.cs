using System.CommandLine;
using Debrief.Configuration;
using Debrief.Facets;
using Debrief.Facets.Batches;
using Debrief.Facets.Runs;
using Debrief.Insights;
using Debrief.LanguageModels;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Cli;

/// <summary>What a person wants extracted, by whom, and for how much.</summary>
sealed record WantedExtraction(ParseResult Args, Database Database, UserProfile Profile, Settings Settings, ExtractorChoice Choice)
{
    public PendingSessions Pending { get; } = new(Database, Profile.Version)
    {
        Extractor = Choice.Extractor.Name,
        PromptVersion = Choice.Extractor.PromptVersion,
        IsExcluded = Choice.IsExcluded,
        Outdated = Args.GetValue(ExtractOptions.Outdated),
        RetryFailed = Args.GetValue(ExtractOptions.RetryFailed),
        SubAgents = Args.GetValue(ExtractOptions.WithSubAgents),
    };

    public SessionReader Transcripts { get; } = new(Database, new TranscriptArchive(Args.Folders().Archive));

    public bool AsJson => Args.GetValue(ExtractOptions.AsJson);
    public bool InBatch => Args.GetValue(ExtractOptions.Batch);
    public int Concurrency => Choice.Concurrency(Args.GetValue(ExtractOptions.Concurrency), Settings);

    /// <summary>What `debrief extract` would do now. A batch is sent as a whole, so that its caps say beforehand which sessions are in it.</summary>
    public async Task<PlannedRun> PlanAsync(CancellationToken cancel)
    {
        var sessions = await SessionsAsync(cancel);
        var forecast = await Choice.ForecastAsync(sessions, new AttemptReader(Database), Transcripts, InBatch ? AnthropicBatches.PartOfThePrice : 1, cancel);
        if (!InBatch)
            return new(sessions, Choice, forecast);

        var (affordable, cap) = (await BudgetAsync(forecast, cancel)).Reserve(sessions);
        return new(affordable, Choice, forecast.Of(affordable)) { InBatch = true, Cap = cap };
    }

    public Task<int> CountPendingAsync(CancellationToken cancel) => Pending.CountAsync(Now(), Since(), cancel);

    public Task<int> CountAllPendingAsync(CancellationToken cancel) => Pending.CountAsync(Now(), since: null, cancel);

    /// <summary>Null: rules don't look.</summary>
    public async Task<int?> CountOutdatedAsync(CancellationToken cancel) => Choice.IsRules ? null : await Pending.CountOutdatedAsync(Now(), cancel);

    /// <summary>That of the command line, where it names one.</summary>
    /// <exception cref="UserError">There is no such session, or nothing to do for it.</exception>
    public async Task<Session?> OneAsync(CancellationToken cancel)
    {
        if (Args.GetValue(ExtractOptions.SessionId) is not { } id)
            return null;

        var session = await new SessionStore(Database).FindAsync(id, cancel);
        if (Pending.Extractor != ModelChoice.Rules && (await new BatchStore(Database, TimeProvider.System).SessionsAsync(batch: null, cancel)).ContainsKey(session.Id))
            throw new UserError($"Session {session.Id} is in a batch, and its answer is awaited: `debrief extract --batch` waits for it.");
        if (Pending.WhyNot(session, await new FacetStore(Database).FindAsync(session.Id, cancel), Args.GetValue(ExtractOptions.Force)) is { } reason)
            throw new UserError(reason);
        if (session.ParentId is not null)
            await new SubAgents(Database).KeepAsync([session], cancel);
        return session;
    }

    public async Task<Budget> BudgetAsync(Forecast forecast, CancellationToken cancel)
    {
        if (Choice.IsRules)
            return Budget.Free;

        var month = Month();
        var spent = await new AttemptReader(Database).SpentSinceAsync(month.From, cancel);
        var perRun = Args.GetValue(ExtractOptions.MaxCost) ?? Settings.Extraction.MaxUsdPerRun;
        return new([new("run", perRun, perRun), new("month", month.Usd, month.Usd - spent)], forecast.CostOf);
    }

    /// <summary>What the run tries. The budget knows what the month had left when the run began; other machines spend of it too, so each attempt asks again.</summary>
    public AttemptStore Attempts(Claims claims) => new(Database, TimeProvider.System, claims) { Month = Choice.IsRules ? null : Month() };

    MonthCap Month()
    {
        var today = ReportCommand.Today(Profile);
        return new(Settings.Extraction.MaxUsdPerMonth, new Period("custom", new(today.Year, today.Month, 1), today, Profile.TimeZone).From);
    }

    async Task<IReadOnlyList<Session>> SessionsAsync(CancellationToken cancel) => await OneAsync(cancel) is { } one ? [one]
        : await Pending.ListAsync(Now(), Since(), Args.MostSessions(), Args.GetValue(ExtractOptions.Force), cancel);

    DateTimeOffset? Since() => Args.Days(Profile.TimeZone, TimeProvider.System).From(Profile.TimeZone);

    static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();
}
