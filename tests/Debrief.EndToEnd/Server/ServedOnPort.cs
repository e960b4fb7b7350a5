using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Server;

/// <summary>A `debrief serve` in a process of its own, without a schedule, and who asks it.</summary>
sealed class ServedOnPort : IDisposable
{
    readonly DebriefProcess _debrief;
    readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    ServedOnPort(DebriefProcess debrief, RunningProcess process, int port)
    {
        (_debrief, Process) = (debrief, process);
        _http.BaseAddress = new($"http://127.0.0.1:{port}");
    }

    public RunningProcess Process { get; }

    public static async Task<ServedOnPort> StartAsync(DebriefProcess debrief)
    {
        var port = FreePort();
        var served = new ServedOnPort(debrief, debrief.Start("serve", "--urls", $"http://127.0.0.1:{port}", "--no-jobs"), port);
        await UntilAsync(served.IsReadyAsync);
        return served;
    }

    /// <returns>The status: 202 when it has begun, 409 when it runs already.</returns>
    public async Task<HttpStatusCode> BeginAsync(string job)
    {
        using var answer = await _http.PostAsync($"/api/jobs/{job}/run", content: null);
        return answer.StatusCode;
    }

    public Task<HttpResponseMessage> AskAsync(string path) => _http.GetAsync(path);

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(path))!;

    /// <summary>The last run of a job on this server, when it is over.</summary>
    public async Task<JsonNode> EndOfAsync(string job, string server)
    {
        JsonNode? last = null;
        await UntilAsync(async _ => (string?)(last = (await GetAsync($"/api/jobs/runs?job={job}&limit=10")).AsArray().First(run => (string?)run!["host"] == server))!["outcome"] != "running");
        return last!;
    }

    /// <summary>The ids of what it has started, by whichever of its threads.</summary>
    public IReadOnlyList<string> Children() =>
        [.. Directory.EnumerateDirectories($"/proc/{Process.Id}/task").SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>As a machine dies: the server, and what it has started.</summary>
    public async Task DieAsync()
    {
        var children = Children();
        Assert.True(await Process.KillAsync());
        foreach (var child in children)
            using (var kill = System.Diagnostics.Process.Start("kill", ["-KILL", child]))
                await kill.WaitForExitAsync();
    }

    public static async Task UntilAsync(Func<CancellationToken, Task<bool>> isSo)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isSo(timeout.Token))
            await Task.Delay(100, timeout.Token);
    }

    public void Dispose()
    {
        _http.Dispose();
        Process.Dispose();
    }

    async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync("/health/ready", cancel);
            var token = Path.Combine(_debrief.Home, "server.token");
            if (!answer.IsSuccessStatusCode || !File.Exists(token))
                return false;
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(token, cancel)).Trim());
            return true;
        }
        catch (HttpRequestException)
        {
            return false; // It doesn't listen yet.
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
