using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Server;

/// <summary>The built program as a server, in a process of its own.</summary>
public sealed class ServeTests : IDisposable
{
    readonly DebriefProcess _debrief = new();
    readonly int _port = FreePort();
    readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose()
    {
        _http.Dispose();
        _debrief.Dispose();
    }

    [Fact]
    public async Task It_answers_runs_jobs_and_ends_when_it_is_told_to()
    {
        using var server = _debrief.Start("serve", "--urls", $"http://127.0.0.1:{_port}", "--no-jobs");
        await ReadyAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await _http.GetAsync(Url("/api/sessions"))).StatusCode);

        var token = Path.Combine(_debrief.Home, "server.token");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(token));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(token)).Trim());
        Assert.Empty((await GetAsync("/api/sessions"))["sessions"]!.AsArray());

        var run = await RunJobAsync("sync-claude-sessions");

        Assert.Equal(("succeeded", "person", 0), ((string?)run["outcome"], (string?)run["trigger"], (int)run["stats"]!["files"]!));
        Assert.Equal("healthy", (await _http.GetStringAsync(Url("/health/live"))), ignoreCase: true);

        var ended = await server.EndAsync();
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains($"http://127.0.0.1:{_port}/sign-in?code=", ended.Output);
        Assert.DoesNotContain("debrief_", ended.Output + ended.Errors); // No token is in the log.
    }

    [Fact]
    public async Task A_laptop_s_sessions_come_over_by_push_and_the_server_tells_whose_they_are()
    {
        using var laptop = new DebriefProcess();
        await laptop.RunAsync("demo"); // Four weeks of transcripts, as a laptop has them.
        using var server = _debrief.Start("serve", "--urls", $"http://127.0.0.1:{_port}", "--no-jobs");
        await ReadyAsync();
        var token = (await _debrief.RunAsync("tokens", "add", "laptop", "--scope", "push", "--owner", "robin")).Output.Trim();
        laptop.Environment["DEBRIEF_TOKEN"] = token;
        laptop.Environment["CLAUDE_CONFIG_DIR"] = Path.Combine(laptop.Home, "sample");

        var pushed = await laptop.RunAsync("push", "--to", Url(""), "--host", "laptop", "--json");
        var again = JsonNode.Parse((await laptop.RunAsync("push", "--to", Url(""), "--host", "laptop", "--json")).Output)!;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(Path.Combine(_debrief.Home, "server.token"))).Trim());
        await RunJobAsync("sync-claude-sessions");

        Assert.True(pushed.ExitCode == 0, pushed.Errors);
        Assert.True((int)JsonNode.Parse(pushed.Output)!["sent"]! > 100);
        Assert.Equal((0, 0L), ((int)again["sent"]!, (long)again["bytes"]!));
        Assert.Equal(("robin", "laptop"), ((string?)(await GetAsync("/api/sessions?owner=robin&limit=1"))["sessions"]![0]!["owner"], (string?)(await GetAsync("/api/sessions?host=laptop&limit=1"))["sessions"]![0]!["host"]));
        Assert.Empty((await GetAsync("/api/sessions?owner=alex"))["sessions"]!.AsArray());
        await server.EndAsync();
    }

    [Fact]
    public async Task An_address_that_is_taken_or_open_without_an_origin_is_refused_in_a_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();

        var taken = await _debrief.RunAsync("serve", "--urls", $"http://127.0.0.1:{_port}");
        var open = await _debrief.RunAsync("serve", "--urls", "http://0.0.0.0:0");

        Assert.Equal((2, 2), (taken.ExitCode, open.ExitCode));
        Assert.Contains("--urls", taken.Errors);
        Assert.Contains("--origin", open.Errors);
        Assert.Single(open.Errors.Trim().Split('\n'));
    }

    async Task<JsonNode> RunJobAsync(string name)
    {
        using var begun = await _http.PostAsync(Url($"/api/jobs/{name}/run"), content: null);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var run = (await GetAsync($"/api/jobs/runs?job={name}&limit=1"))[0]!;
            if ((string?)run["outcome"] != "running")
                return run;
            await Task.Delay(100, timeout.Token);
        }
    }

    async Task ReadyAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await IsReadyAsync(timeout.Token))
            await Task.Delay(100, timeout.Token);
    }

    async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync(Url("/health/ready"), cancel);
            return answer.IsSuccessStatusCode && File.Exists(Path.Combine(_debrief.Home, "server.token"));
        }
        catch (HttpRequestException)
        {
            return false; // It doesn't listen yet.
        }
    }

    async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(Url(path)))!;

    string Url(string path) => $"http://127.0.0.1:{_port}{path}";

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
