using System.Diagnostics;
using System.Globalization;
using Dapper;
using Debrief.Storage;

namespace Debrief.Benchmarks;

/// <summary>Asks a running server and tells how long it took to be told the whole answer.</summary>
sealed class Requests(HttpClient client, Uri url)
{
    long _bytes;

    /// <summary>One after the other.</summary>
    /// <param name="changed">A database in which today changes before each request; null: nothing does.</param>
    public async Task<int> AskAsync(int runs, string? changed, CancellationToken cancel)
    {
        await using var database = changed is null ? null : await Database.OpenAsync(changed, cancel);
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            if (database is not null)
                await ChangeTodayAsync(database, cancel);
            times.Add(await TimeAsync(cancel));
        }

        Console.WriteLine(Shown(times));
        return 0;
    }

    /// <summary>Of one after the other, once it was asked for before.</summary>
    public async Task<string> MeasuredAsync(int runs, CancellationToken cancel)
    {
        await TimeAsync(cancel);
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
            times.Add(await TimeAsync(cancel));
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{At(times, 0.5):0} / {At(times, 0.95):0} ms, {Math.Ceiling(_bytes / 1000.0):0} KB");
    }

    /// <summary>So many at the same time, each at once again.</summary>
    public async Task<int> LoadAsync(int readers, TimeSpan howLong, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, readers).Select(async _ =>
        {
            var own = new List<double>();
            while (watch.Elapsed < howLong)
                own.Add(await TimeAsync(cancel));
            return own;
        }));
        var all = times.SelectMany(own => own).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Count:N0} answers, {all.Count / watch.Elapsed.TotalSeconds:N0} a second, {Shown(all)}, no error"));
        return 0;
    }

    async Task<double> TimeAsync(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await client.GetAsync(url, cancel);
        answer.EnsureSuccessStatusCode();
        _bytes = (await answer.Content.ReadAsByteArrayAsync(cancel)).Length;
        return watch.Elapsed.TotalMilliseconds;
    }

    static async Task ChangeTodayAsync(Database database, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        await db.ExecuteAsync(new CommandDefinition("insert into changed_spans (from_at, to_at, changes) select ended_at, ended_at, 1 from claude_sessions order by ended_at desc limit 1", cancellationToken: cancel));
    }

    static string Shown(List<double> times)
    {
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(times, 0.5):0.0} ms, p95 {At(times, 0.95):0.0} ms, p99 {At(times, 0.99):0.0} ms");
    }

    /// <param name="times">In their order.</param>
    static double At(List<double> times, double share) => times[(int)Math.Ceiling(times.Count * share) - 1];
}
