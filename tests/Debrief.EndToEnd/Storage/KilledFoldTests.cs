using System.Diagnostics;
using Debrief.EndToEnd.Support;
using Debrief.Tests.Support;

namespace Debrief.EndToEnd.Storage;

public sealed class KilledFoldOnSqlite() : KilledFoldTests(new Sqlite());
public sealed class KilledFoldOnPostgres() : KilledFoldTests(new Postgres());

/// <summary>`debrief database fold` is killed again and again, while it begins and while it is at it; then one ends, and nobody can tell.</summary>
public abstract class KilledFoldTests(TestDatabase on) : IDisposable
{
    const int Transcripts = 30, MessagesOfEach = 600, KillsAnywhere = 3, KillsAtWork = 2;

    static readonly string[] fold = ["database", "fold", "--older-than", "30d", "--json"];

    readonly Random _random = new(20);

    public void Dispose() => on.Dispose();

    [Fact]
    public async Task Killed_at_any_time_it_is_made_good_by_the_next()
    {
        using var undisturbed = await FilledAsync();
        using var killed = await FilledAsync();
        var figures = await FiguresAsync(killed);
        var watch = Stopwatch.StartNew();
        var done = (await undisturbed.RunAsync(fold)).Succeeded().Json;
        var took = watch.Elapsed;

        var midway = 0;
        for (var kill = 0; kill < KillsAtWork && await FoldedAsync(killed) < Transcripts; kill++)
        {
            await KillAsync(killed, debrief => WhileItIsAtItAsync(debrief, took / 8));
            midway += await FoldedAsync(killed) < Transcripts ? 1 : 0;
            Assert.Equal(figures, await FiguresAsync(killed));
        }
        Assert.NotEqual(0, midway);
        for (var kill = 0; kill < KillsAnywhere; kill++)
            await KillAsync(killed, _ => Task.Delay(took * _random.NextDouble()));
        (await killed.RunAsync(fold)).Succeeded();

        Assert.Equal(Transcripts, done.GetProperty("transcripts").GetInt32());
        Assert.Equal(figures, await FiguresAsync(killed));
        Assert.Equal(await StoredContent.OfAsync(undisturbed), await StoredContent.OfAsync(killed));
    }

    static async Task KillAsync(DebriefProcess debrief, Func<DebriefProcess, Task> moment)
    {
        using var folding = debrief.Start(fold);
        await moment(debrief);
        await folding.KillAsync();
    }

    /// <summary>It has kept something, and goes on with the next.</summary>
    async Task WhileItIsAtItAsync(DebriefProcess debrief, TimeSpan most)
    {
        var before = await FoldedAsync(debrief);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await FoldedAsync(debrief) == before)
            await Task.Delay(2, patience.Token);
        await Task.Delay(most * _random.NextDouble());
    }

    static async Task<int> FoldedAsync(DebriefProcess debrief) => int.Parse((await Support.Database.RowsAsync(debrief.Database, "select count(*) from folded_transcripts"))[0]);

    static async Task<string> FiguresAsync(DebriefProcess debrief) => (await debrief.RunAsync("usage", "--json")).Succeeded().Output;

    /// <summary>With transcripts of long ago, whose files are gone: so many messages that a fold takes several turns.</summary>
    async Task<DebriefProcess> FilledAsync()
    {
        var debrief = new DebriefProcess();
        if (on is Postgres)
            debrief.Environment["DEBRIEF_DATABASE"] = on.New();
        (await debrief.RunAsync("database", "migrate")).Succeeded();
        await Support.Database.RowsAsync(debrief.Database, $$"""
            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < {{Transcripts}})
            insert into transcripts (id, path, kind, size, modified_at, read_to, copied_to, copies_seen, lines, bad_lines, facts, shrunk, archived_size)
            select n, '/gone/' || n || '.jsonl', 'session', 1, 1, 1, 0, 0, 1, 0, '{}', false, 0 from numbers
            """);
        var minute = on is Postgres ? "timestamptz '2026-02-01 00:00:00Z' + n * interval '1 minute'" : "strftime('%Y-%m-%dT%H:%M:%fZ', '2026-02-01', '+' || n || ' minutes')";
        await Support.Database.RowsAsync(debrief.Database, $"""
            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < {Transcripts * MessagesOfEach})
            insert into message_usage (id, transcript_id, claim, at, model, input_tokens, output_tokens, cache_creation_5m_tokens, cache_creation_1h_tokens, cache_read_tokens, web_searches, output_is_final)
            select 'msg_' || n, 1 + (n - 1) / {MessagesOfEach}, 0, {minute}, case n % 2 when 0 then 'claude-haiku-4-5-20251001' else 'claude-opus-4-1-20250805' end, n % 911, n % 97, n % 13, n % 7, n % 5003, n % 2, n % 20 > 1
              from numbers
            """);
        return debrief;
    }
}
