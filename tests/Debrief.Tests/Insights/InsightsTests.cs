using System.Data.Common;
using Dapper;
using Debrief.Facets;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;
using Debrief.Tests.Support;

namespace Debrief.Tests.Insights;

/// <summary>A database for each test, and short words to fill it.</summary>
public abstract class InsightsTests(TestDatabase on) : IAsyncLifetime
{
    private protected Database Database { get; private set; } = null!;
    DbConnection _db = null!;
    int _transcripts;

    public async ValueTask InitializeAsync()
    {
        Database = await on.OpenAsync();
        _db = await Database.ConnectAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await Database.DisposeAsync();
        on.Dispose();
    }

    private protected async Task Add(Session session, SessionFacet? facet = null)
    {
        var rows = new InsertedRows(_db);
        rows.Session(session);
        if (facet is not null)
            await rows.FacetAsync(session.Id, facet);
    }

    private protected void Remove(string sessionId)
    {
        using var rows = new SessionRows(_db);
        rows.Remove(sessionId);
    }

    /// <summary>Behind Debrief's back.</summary>
    private protected Task ExecuteAsync(string sql) => _db.ExecuteAsync(sql);

    /// <summary>A session with facets.</summary>
    private protected Task Add(SessionFacet facet, string ended = "2026-03-04 10:00") => Add(Some.Session(ended), facet);

    private protected async Task Spend(Session? session, string? at, string model = "claude-sonnet-4-5-20250929", long input = 0, long output = 0, long write5m = 0, long write1h = 0, long read = 0, int searches = 0)
    {
        var rows = new InsertedRows(_db);
        await rows.TranscriptAsync(++_transcripts, session?.Id);
        await rows.UsageAsync(_transcripts, at, model, input, output, write5m, write1h, read, searches);
    }

    private protected InsightsReader Reader(UserProfile? profile = null) => new(Database, profile ?? Some.Profile);

    private protected Task<PeriodInsights> ReadAsync(Period? period = null) => Reader().ReadAsync(period ?? Some.Week, CancellationToken.None);

    private protected async Task<Metrics> Now(Period? period = null) => (await ReadAsync(period)).Now;
}
