using Dapper;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.LanguageModels;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Support;
using Debrief.Transcripts;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Facets;

/// <summary>A database with sessions a, b, c … (a the newest) and a model that says what a test tells it to.</summary>
sealed class RunMachine : IAsyncDisposable
{
    RunMachine(Database database) => Database = database;

    public Database Database { get; }
    public FakeTimeProvider Clock { get; } = new(Talk.Start.AddHours(3));

    /// <summary>The sessions asked about, in their order.</summary>
    public List<string> Asked { get; } = [];

    public Func<Session, ExtractedFacet> Says { get; set; } = session => Answer(session);

    public static async Task<RunMachine> WithAsync(TestDatabase on, int sessions)
    {
        var machine = new RunMachine(await on.OpenAsync());
        for (var i = 0; i < sessions; i++)
            await machine.ExecuteAsync("""
                insert into claude_sessions values (@id, '/work/shop', null, null, null, null, null, null, @ended, 0, '[]', 8, 0, '{}', '{}', '{}', 0, '{}', '{}', '[]',
                    0, 0, 0, 0, '[]', 0, 0, 0, 0, 0, false, null, 0, 'user-interactive', 0, '{}', null, null, null, null)
                """, new { id = $"{(char)('a' + i)}", ended = Talk.Start.AddMinutes(-i) });
        return machine;
    }

    public async Task<ExtractionResult> RunAsync(int limit = 20, int concurrency = 1, Budget? budget = null, bool retryFailed = false)
    {
        await using var claims = await ClaimAsync();
        var sessions = await PendingAsync(limit, retryFailed);
        return await Extraction(claims).RunAsync(sessions, concurrency, budget ?? Budget.Free, progress: null, CancellationToken.None);
    }

    public Extraction Extraction(Claims claims) => new(Attempts(claims), _ => new Scripted(this), (_, _) => Task.FromResult<IReadOnlyList<Passage>>(Talk.Of(Talk.Human("fix the cart"))), Clock);

    public AttemptStore Attempts(Claims? claims = null) => new(Database, Clock, claims) { Month = Month };

    public MonthCap? Month { get; set; }

    public ClaimStore Store() => new(Database, Clock);

    /// <summary>For a run that begins now.</summary>
    public Task<Claims> ClaimAsync() => Claims.OpenAsync(Database, Clock, byRules: false, CancellationToken.None);

    public Task<IReadOnlyList<Session>> PendingAsync(int limit = 20, bool retryFailed = false) =>
        new PendingSessions(Database) { Extractor = "model", RetryFailed = retryFailed }.ListAsync(Clock.GetUtcNow(), since: null, limit, force: false, CancellationToken.None);

    public async Task<string> PendingIdsAsync() => string.Concat((await PendingAsync()).Select(session => session.Id));

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    public async Task ExecuteAsync(string sql, object? values = null)
    {
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        await db.ExecuteAsync(sql, values);
    }

    public static ExtractedFacet Answer(Session session, double? cost = 0.01) =>
        new(new() { SessionId = session.Id, Extractor = "model", ExtractionModel = "small", PromptVersion = "v1", ExtractedMessages = session.MessageCount, ExtractionCostUsd = cost ?? 0 }, new Dictionary<string, int>())
        {
            Spent = new("small", 1000, 100, cost),
        };

    public static ModelFailure Failure(FailureKind kind, TimeSpan? retryAfter = null) => new(kind, $"It is {kind}.", retryAfter);
    public static UnusableAnswer Nonsense() => new("not_json", "It is no JSON.", new("small", 1000, 100, 0.01), new Dictionary<string, int>());

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    sealed class Scripted(RunMachine machine) : FacetExtractor
    {
        public override string Name => "model";
        public override string Model => "small";
        public override string PromptVersion => "v1";

        public override Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel)
        {
            lock (machine.Asked)
                machine.Asked.Add(session.Id);
            return Task.FromResult(machine.Says(session));
        }
    }
}
