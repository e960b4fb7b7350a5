using System.Text.Json;
using Dapper;
using Debrief.Facets.Runs;
using Debrief.Storage;

namespace Debrief.Insights.Snapshots;

/// <summary>Keeps snapshots, one a period and owner.</summary>
sealed class SnapshotStore(Database database, TimeProvider clock)
{
    /// <summary>Whose sessions; null: everybody's.</summary>
    public string? Owner { get; init; }

    string Whose => Owner ?? "";

    static SnapshotStore()
    {
        Columns.Register();
        SqlMapper.AddTypeHandler(new JsonColumn<FrozenInsights>(SnapshotJson.Default.FrozenInsights));
    }

    /// <summary>Keeps it in place of an earlier one of the period. What was written about the same figures stays.</summary>
    /// <returns>It as it is kept.</returns>
    public async Task<Snapshot> SaveAsync(Snapshot snapshot, CancellationToken cancel)
    {
        var ((period, now, _), coverage) = (snapshot.Insights, snapshot.Insights.Now.Coverage);
        var taken = new DateTimeOffset(Columns.ToTime(clock.GetUtcNow()));
        await using var db = await database.ConnectAsync(cancel);
        var narrative = await db.QuerySingleAsync<string?>(new CommandDefinition("""
            insert into insights_snapshots (owner, period_type, period_start, period_end, metrics, sessions, eligible, extracted, created_at, updated_at)
            values (@Whose, @Kind, @First, @last, @metrics, @sessions, @Eligible, @Extracted, @taken, @taken)
            on conflict (owner, period_type, period_start) do update
               set period_end = excluded.period_end, metrics = excluded.metrics,
                   narrative = case when insights_snapshots.metrics = excluded.metrics then insights_snapshots.narrative end, sessions = excluded.sessions,
                   eligible = excluded.eligible, extracted = excluded.extracted, updated_at = excluded.updated_at
            returning narrative
            """, new
        {
            Whose, period.Kind, period.First, last = period.End.AddDays(-1), metrics = FrozenInsights.Of(snapshot.Insights, snapshot.Profile),
            sessions = coverage.Eligible + coverage.TooShort, coverage.Eligible, coverage.Extracted, taken,
        }, cancellationToken: cancel));
        return snapshot with { TakenAt = taken, IsNew = true, Narrative = narrative };
    }

    /// <summary>Keeps what was written about a snapshot.</summary>
    public async Task<Snapshot> TellAsync(Snapshot snapshot, string narrative, CancellationToken cancel)
    {
        var period = snapshot.Insights.Period;
        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition(
            "update insights_snapshots set narrative = @narrative, narrative_awaited = false where owner = @Whose and period_type = @Kind and period_start = @First", new { narrative, Whose, period.Kind, period.First }, cancellationToken: cancel));
        return snapshot with { Narrative = narrative };
    }

    /// <summary>Nobody wrote anything, though they were asked to: they are to be asked again.</summary>
    public async Task AwaitNarrativeAsync(Snapshot snapshot, CancellationToken cancel)
    {
        var period = snapshot.Insights.Period;
        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition(
            "update insights_snapshots set narrative_awaited = true where owner = @Whose and period_type = @Kind and period_start = @First", new { Whose, period.Kind, period.First }, cancellationToken: cancel));
    }

    /// <returns>Null: there is none, or one of other figures than today's.</returns>
    public async Task<Snapshot?> FindAsync(Period period, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var row = await db.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select cast(metrics as text) as metrics, narrative, narrative_awaited, report_url, updated_at
              from insights_snapshots
             where owner = @Whose and period_type = @Kind and period_start = @First
            """, new { Whose, period.Kind, period.First }, cancellationToken: cancel));
        if (row is null || JsonSerializer.Deserialize(row.Metrics, SnapshotJson.Default.FrozenVersion)?.Version != FrozenInsights.Current)
            return null;

        var frozen = JsonSerializer.Deserialize(row.Metrics, SnapshotJson.Default.FrozenInsights)!;
        var insights = frozen.For(period);
        return new(insights, frozen.Profile.In(insights.Period.TimeZone), row.UpdatedAt) { Narrative = row.Narrative, AwaitsNarrative = row.NarrativeAwaited, ReportUrl = row.ReportUrl, Since = await StandingAsync(insights.Period, row.UpdatedAt, cancel) };
    }

    /// <summary>The latest period first.</summary>
    public async Task<IReadOnlyList<SnapshotEntry>> ListAsync(CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return [.. await db.QueryAsync<SnapshotEntry>(new CommandDefinition("""
            select period_type, period_start, period_end, sessions, eligible, extracted, narrative is not null as has_narrative, report_url, updated_at as taken_at
              from insights_snapshots
             where owner = @Whose
             order by period_end desc, period_start desc
            """, new { Whose }, cancellationToken: cancel))];
    }

    async Task<Standing> StandingAsync(Period period, DateTimeOffset taken, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await db.QuerySingleAsync<Standing>(new CommandDefinition($"""
            select count(*) as sessions,
                   count(*) filter (where s.message_count > 5) as eligible,
                   count(f.session_id) filter (where s.message_count > 5) as extracted,
                   count(*) filter (where s.message_count > 5 and f.session_id is null
                                      and exists (select 1 from extraction_attempts a where a.session_id = s.id and {AttemptReader.Stands})) as failed,
                   count(*) filter (where f.updated_at > @taken) as newer
              from claude_sessions s
              left join session_facets f on f.session_id = s.id
             where s.parent_id is null and s.ended_at >= @From and s.ended_at < @To and (@Whose = '' or s.owner = @Whose)
            """, new { Whose, period.From, period.To, taken }, cancellationToken: cancel));
    }

    sealed record Row
    {
        public required string Metrics { get; init; }
        public string? Narrative { get; init; }
        public bool NarrativeAwaited { get; init; }
        public string? ReportUrl { get; init; }
        public DateTimeOffset UpdatedAt { get; init; }
    }
}
