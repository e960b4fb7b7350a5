using Dapper;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Support;
using Debrief.Transcripts;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Facets;

public sealed class ExtractionOnSqlite() : ExtractionTests(new Sqlite());
public sealed class ExtractionOnPostgres() : ExtractionTests(new Postgres());

public abstract class ExtractionTests(TestDatabase on) : IAsyncLifetime
{
    readonly FakeTimeProvider _clock = new(Talk.Start.AddHours(3));
    Database _database = null!;
    FacetStore _facets = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await on.OpenAsync();
        _facets = new FacetStore(_database);
        await using var db = await _database.ConnectAsync(CancellationToken.None);
        foreach (var id in new[] { "a", "b", "c" })
        {
            await db.ExecuteAsync("""
                insert into claude_sessions values (@id, '/work/shop', null, null, null, null, null, null, @ended, 0, '[]', 8, 0, '{}', '{}', '{}', 0, '{}', '{}', '[]',
                    0, 0, 0, 0, '[]', 0, 0, 0, 0, 0, false, null, 0, 'user-interactive', 0, '{}', null, null, null, null)
                """, new { id, ended = Talk.Start });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        on.Dispose();
    }

    [Fact]
    public async Task Every_session_gets_its_facets_and_is_told_of()
    {
        var told = new List<string>();

        var result = await RunAsync(Read, new Told(told));

        Assert.Equal((3, 0), (result.Extracted, result.Failed.Count));
        Assert.Equal(["0/3 a", "1/3 b", "2/3 c"], told);
        Assert.Equal(_clock.GetUtcNow(), (await _facets.FindAsync("b", CancellationToken.None))!.CreatedAt);
    }

    [Fact]
    public async Task A_session_that_fails_is_named_with_its_reason_and_stops_no_other()
    {
        var result = await RunAsync((session, cancel) => session.Id == "b" ? throw new IOException("b.jsonl is gone") : Read(session, cancel));

        Assert.Equal([new("b", "unreadable", "b.jsonl is gone", _clock.GetUtcNow().AddMinutes(5))], result.Failed);
        Assert.Equal(2, result.Extracted);
        Assert.NotNull(await _facets.FindAsync("c", CancellationToken.None));
    }

    [Fact]
    public async Task A_transcript_without_a_word_is_a_failure() =>
        Assert.Equal(3, (await RunAsync((_, _) => Task.FromResult<IReadOnlyList<Passage>>([]))).Failed.Count);

    [Fact]
    public async Task What_the_user_must_change_stops_the_run() =>
        await Assert.ThrowsAsync<UserError>(() => RunAsync((_, _) => throw new UserError("The archive can't be read.")));

    [Fact]
    public async Task A_cancelled_run_keeps_what_was_done()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync((session, cancel) =>
        {
            if (session.Id == "b")
                stop.Cancel();
            return Read(session, cancel);
        }, cancel: stop.Token));

        Assert.NotNull(await _facets.FindAsync("a", CancellationToken.None));
        Assert.Null(await _facets.FindAsync("c", CancellationToken.None));
    }

    async Task<ExtractionResult> RunAsync(Func<Session, CancellationToken, Task<IReadOnlyList<Passage>>> read, IProgress<ExtractionProgress>? progress = null, CancellationToken cancel = default)
    {
        await using var claims = await Claims.OpenAsync(_database, _clock, byRules: true, CancellationToken.None);
        var sessions = await new PendingSessions(_database).ListAsync(_clock.GetUtcNow(), since: null, limit: 20, force: false, CancellationToken.None);
        var rules = new RulesExtractor(new());
        return await new Extraction(new AttemptStore(_database, _clock, claims), _ => rules, read, _clock).RunAsync(sessions, concurrency: 1, Budget.Free, progress, cancel);
    }

    static Task<IReadOnlyList<Passage>> Read(Session session, CancellationToken cancel) =>
        Task.FromResult(Talk.Of(Talk.Human("fix the cart"), Talk.Assistant("Done.")));

    sealed class Told(List<string> told) : IProgress<ExtractionProgress>
    {
        public void Report(ExtractionProgress value) => told.Add($"{value.Done}/{value.Of} {value.Session.Id}");
    }
}
