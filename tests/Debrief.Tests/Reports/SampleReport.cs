using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Reports.Narratives;
using Debrief.Sessions;
using Debrief.Sources;
using Debrief.Storage;
using Debrief.Sync;
using Debrief.Tests.Sample;
using Debrief.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Debrief.Tests.Reports;

public sealed class SampleReportFromSqlite() : SampleReport(new Sqlite());
public sealed class SampleReportFromPostgres() : SampleReport(new Postgres());

/// <summary>The four invented weeks, synced and extracted once; insights of the last one, and of the month that has three of them.</summary>
public abstract class SampleReport(TestDatabase on) : IAsyncLifetime
{
    // Long after the last session: all of them have settled.
    static readonly DateTimeOffset monday = new(2026, 2, 9, 12, 0, 0, TimeSpan.Zero);

    readonly WrittenWeeks _weeks = new();
    UserProfile? _profile;
    PeriodInsights? _insights;
    PeriodInsights? _month;

    internal PeriodInsights Insights => _insights!;

    public async ValueTask InitializeAsync()
    {
        var cancel = CancellationToken.None;
        _profile = ProfileFile.Load(Path.Combine(_weeks.Folder, "profile.yaml"));
        await using var database = await on.OpenAsync();
        await new Syncer(database).SyncAsync(Roots.FindTranscriptsAsync([new ClaudeDirectory(_weeks.Folder)]), progress: null, cancel);
        await ExtractAsync(database, _profile, cancel);
        var reader = new InsightsReader(database, _profile);
        _insights = await reader.ReadAsync(Period.Weekly(WrittenWeeks.LastDay, _profile.TimeZone), cancel);
        _month = await reader.ReadAsync(Period.Monthly(new(2026, 1, 31), _profile.TimeZone), cancel);
    }

    internal string Render(ReportFormat format) => ReportFiles.Render(new(Insights, _profile!, TakenAt: null), format);

    internal string RenderMonth(ReportFormat format) => ReportFiles.Render(new(_month!, _profile!, TakenAt: null), format);

    internal string RenderNarrated(ReportFormat format, Told told) => ReportFiles.Render(new(Insights, _profile!, TakenAt: null) { Narrative = told.ToJson() }, format);

    public ValueTask DisposeAsync()
    {
        _weeks.Dispose();
        on.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task ExtractAsync(Database database, UserProfile profile, CancellationToken cancel)
    {
        var reader = new SessionReader(database, new TranscriptArchive(Path.Combine(_weeks.Folder, "archive")));
        var waiting = await new PendingSessions(database).ListAsync(monday, since: null, int.MaxValue, force: false, cancel);
        var clock = new FakeTimeProvider(monday);
        var rules = new RulesExtractor(profile);
        await using var claims = await Claims.OpenAsync(database, clock, byRules: true, cancel);
        var result = await new Extraction(new AttemptStore(database, clock, claims), _ => rules, reader.ReadAsync, clock).RunAsync(waiting, 1, Budget.Free, progress: null, cancel);
        Assert.Empty(result.Failed);
    }
}
