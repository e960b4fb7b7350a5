using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Dapper;
using Debrief.Storage;

namespace Debrief.Benchmarks;

/// <summary>Asks a running server and tells how long it took to be told the whole answer.</summary>
sealed class Requests(Uri url, string token) : IDisposable
{
    readonly HttpClient _client = Client(token);

    public void Dispose() => _client.Dispose();

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
        using var answer = await _client.GetAsync(url, cancel);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(cancel);
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
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms");

        double At(double share) => times[(int)Math.Ceiling(times.Count * share) - 1];
    }

    static HttpClient Client(string token)
    {
        var client = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
