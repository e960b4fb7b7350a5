using System.Text.Json;
using Dapper;
using Debrief.Alerts;
using Debrief.Cli;
using Debrief.Insights;
using Debrief.Sessions;
using Debrief.Sessions.Folding;
using Debrief.Tests.Insights;
using Debrief.Tests.Support;

namespace Debrief.Tests.Sessions.Folding;

public sealed class FoldedFiguresOnSqlite() : FoldedFiguresTests(new Sqlite());
public sealed class FoldedFiguresOnPostgres() : FoldedFiguresTests(new Postgres());

/// <summary>Whatever anybody may ask is answered after folding as it was before.</summary>
public abstract class FoldedFiguresTests(TestDatabase on) : InsightsTests(on)
{
    const int Messages = 240;

    static readonly string[] s_zones = ["Europe/Berlin", "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "Australia/Lord_Howe", "America/New_York"];
    static readonly string[] s_models = ["claude-haiku-4-5-20251001", "claude-opus-4-1-20250805", "claude-sonnet-4-5-20250929", "somebodys-own"];
    static readonly DateTimeOffset s_first = new(2026, 2, 20, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1), InlineData(2)]
    public async Task Every_figure_stays_what_it_was(int seed)
    {
        var random = new Random(seed);
        await FillAsync(random);
        var before = await FiguresAsync();

        foreach (var horizon in new[] { Moment(random), Moment(random), s_first.AddYears(1) })
        {
            var trial = await new UsageFold(Database).RunAsync(horizon, isTrial: true, CancellationToken.None);
            var rows = await RowsAsync();
            var folded = await new UsageFold(Database).RunAsync(horizon, isTrial: false, CancellationToken.None);

            Assert.Equal((trial.Messages, trial.Rows, trial.Transcripts), (folded.Messages, folded.Rows, folded.Transcripts));
            Assert.True(await RowsAsync() >= rows - folded.Messages && await RowsAsync() <= rows - folded.Messages + folded.Rows);
            Assert.Equal(before, await FiguresAsync());
            Assert.Equal(0, (await new UsageFold(Database).RunAsync(horizon, isTrial: false, CancellationToken.None)).Messages);
        }

        Assert.True(await RowsAsync() < Messages * 3 / 4);
    }

    async Task<long> RowsAsync()
    {
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        return await db.ExecuteScalarAsync<long>("select count(*) from message_usage");
    }

    static DateTimeOffset Moment(Random random) => s_first.AddMilliseconds(random.NextInt64(60L * 24 * 3600 * 1000));

    async Task FillAsync(Random random)
    {
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        for (var transcript = 1; transcript <= 8; transcript++)
        {
            var session = transcript == 8 ? null : $"s{(transcript + 1) / 2}";
            if (session is not null && transcript % 2 == 1)
                await Add(Some.Session(id: session) with { StartedAt = Moment(random).AddDays(-9), EndedAt = Moment(random).AddDays(9) }, transcript == 3 ? null : Some.Facet());
            await new InsertedRows(db).TranscriptAsync(transcript, session);
            // As long as the horizon says nothing else: some are younger than some horizons.
            await db.ExecuteAsync("update transcripts set modified_at = @ticks where id = @transcript", new { ticks = transcript % 3 == 0 ? Moment(random).UtcTicks : 1, transcript });
        }

        for (var busy = Moment(random); await db.ExecuteScalarAsync<long>("select count(*) from message_usage") < Messages; busy = Moment(random))
        {
            var transcript = 1 + random.Next(8);
            for (var message = 0; message < 40; message++)
                await db.ExecuteAsync("""
                    insert into message_usage (id, transcript_id, claim, at, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final)
                    values (@id, @transcript, 0, @at, @model, @input, @output, @write5m, @write1h, @read, @searches, @final)
                    """, new
                {
                    id = $"msg_{Guid.NewGuid():n}",
                    transcript,
                    at = random.Next(20) == 0 ? (DateTimeOffset?)null : busy.AddMilliseconds(random.Next(1_800_000)),
                    model = s_models[Math.Min(s_models.Length - 1, random.Next(10) / 3)],
                    input = random.Next(3000), output = random.Next(3000), write5m = random.Next(3000), write1h = random.Next(3000), read = random.Next(300_000), searches = random.Next(8) / 7, final = random.Next(4) > 0,
                });
        }
    }

    async Task<string> FiguresAsync()
    {
        var told = new List<string>();
        foreach (var zone in s_zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
            foreach (var (since, until) in new (DateOnly?, DateOnly?)[] { (null, null), (new(2026, 3, 1), new(2026, 3, 17)) })
                foreach (var report in await new UsageReader(Database).ReadAsync(Enum.GetValues<UsageBy>(), since, until, zone, CancellationToken.None))
                    told.Add($"{zone.Id} {report.By} {since} {report.MessagesWithoutTime} {JsonSerializer.Serialize(report.Totals)}\n{string.Join('\n', report.Rows.Select(row => $"{row.Key} {JsonSerializer.Serialize(row.Usage)}"))}");
        foreach (var id in (string[])["s1", "s2", "s3", "s4"])
            told.AddRange((await new UsageReader(Database).OfSessionAsync(new() { Id = id }, CancellationToken.None)).Select(row => $"{id} {row.Key} {JsonSerializer.Serialize(row.Usage)}"));
        foreach (var session in (await new HistoryReader(Database, Some.Profile).ReadAsync(new(2026, 3, 20), CancellationToken.None)).Sessions)
            told.Add($"{session}");
        told.AddRange(await StoredFiguresAsync());
        return string.Join('\n', told);
    }

    async Task<IReadOnlyList<string>> StoredFiguresAsync()
    {
        await using var db = await Database.ConnectAsync(CancellationToken.None);
        var quality = await DoctorQuality.ReadAsync(db, CancellationToken.None);
        List<string> told = [$"{quality.Messages} {quality.Snapshots}"];
        foreach (var zone in s_zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
            foreach (var period in new[] { Period.Monthly(new(2026, 3, 1), zone), Period.Weekly(new(2026, 3, 4), zone), Period.LastDays(1, new(2026, 3, 9), zone) })
                told.AddRange((await new PeriodRows(db, Some.Profile with { TimeZone = zone }, new()).SpendingsAsync(period, CancellationToken.None)).Select(spending => $"{zone.Id} {period.First} {spending}").Order(StringComparer.Ordinal));
        return told;
    }
}
