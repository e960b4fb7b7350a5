using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Debrief.EndToEnd.Support;
using Debrief.MockModel;

namespace Debrief.EndToEnd.Facets;

/// <summary>`debrief bridge` lends a model on loopback to another Debrief; nothing of an excluded project may reach it, whichever side excludes it.</summary>
public sealed class ExcludedOverBridgeTests : IAsyncLifetime
{
    const string Secret = "a secret of enough characters";
    const string Open = "5e550001-0000-4000-8000-000000000001";
    const string Hidden = "5e550002-0000-4000-8000-000000000001";
    const string Exclude = "privacy: { exclude: [/home/alex/secret] }\n";

    readonly DebriefProcess _host = new();
    readonly DebriefProcess _guest = new();
    MockMessages _model = null!;

    public async ValueTask InitializeAsync()
    {
        _model = await MockMessages.StartAsync();
        _model.Responder = FacetReply.To;
        foreach (var machine in new[] { _host, _guest })
        {
            await Talk(Open, "/home/alex/work", "the open garden").SaveAsync(machine.Environment["CLAUDE_CONFIG_DIR"]);
            await Talk(Hidden, "/home/alex/secret", "the hidden cellar").SaveAsync(machine.Environment["CLAUDE_CONFIG_DIR"]);
            (await machine.RunAsync("sync", "--no-archive")).Succeeded();
            machine.Environment["DEBRIEF_BRIDGE_SECRET"] = Secret;
        }

        _host.Environment["ANTHROPIC_API_KEY"] = "sk-ant-of-nobody";
    }

    public async ValueTask DisposeAsync()
    {
        await _model.DisposeAsync();
        _host.Dispose();
        _guest.Dispose();
    }

    [Fact]
    public async Task What_the_guest_excludes_is_not_sent()
    {
        using var bridge = await BridgeAsync("");
        Configure(_guest, $"model: {{ via: bridge, base_url: {bridge.Url} }}\n{Exclude}");

        var run = (await _guest.RunAsync("extract", "--json")).Succeeded();

        Assert.Matches(@"^2 sessions, by bridge \(haiku\), for about \$0\.\d\d \(.+\), and 1 of excluded projects by rules on this machine: no model, free\. $", run.Errors.Replace('\n', ' '));
        Assert.Equal(2, run.Json.GetProperty("extracted").GetInt32());
        Assert.Equal([$"{Open}|bridge", $"{Hidden}|rules"], await RowsAsync("select session_id, extractor from session_facets order by session_id"));
        OnlyTheOpenOneWasSeen();
    }

    [Fact]
    public async Task What_the_host_excludes_it_lets_no_guest_ask_about()
    {
        using var bridge = await BridgeAsync(Exclude);
        Configure(_guest, $"model: {{ via: bridge, base_url: {bridge.Url} }}\n");

        var run = await _guest.RunAsync("extract", "--json");

        Assert.Equal(1, run.ExitCode);
        var failed = Assert.Single(run.Json.GetProperty("failed").EnumerateArray());
        Assert.Equal((Hidden, "refused"), (failed.GetProperty("session_id").GetString(), failed.GetProperty("reason").GetString()));
        Assert.Equal([$"{Open}|bridge"], await RowsAsync("select session_id, extractor from session_facets"));
        OnlyTheOpenOneWasSeen();
    }

    [Theory]
    [InlineData(Hidden), InlineData("5e550002")]
    public async Task Asked_for_by_its_id_it_is_answered_by_rules(string id)
    {
        using var bridge = await BridgeAsync(Exclude);
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Secret) } };

        var hidden = await (await http.PostAsJsonAsync($"{bridge.Url}/api/claude/extract-facets", new { sessionId = id })).Content.ReadAsStringAsync();
        var open = await (await http.PostAsJsonAsync($"{bridge.Url}/api/claude/extract-facets", new { sessionId = Open })).Content.ReadAsStringAsync();

        Assert.Contains("\"extractor\":\"rules\"", hidden);
        Assert.Contains("\"extractor\":\"model\"", open);
        OnlyTheOpenOneWasSeen();
    }

    void OnlyTheOpenOneWasSeen()
    {
        Assert.Contains("the open garden", Assert.Single(_model.Received).User);
        Assert.DoesNotContain(_model.Received, prompt => prompt.Body.GetRawText().Contains("cellar", StringComparison.Ordinal) || prompt.Body.GetRawText().Contains("/secret", StringComparison.Ordinal));
    }

    async Task<RunningBridge> BridgeAsync(string privacy)
    {
        Configure(_host, $"model: {{ via: anthropic, name: claude-haiku-4-5, base_url: {_model.Url} }}\n{privacy}");
        var bridge = _host.StartServing("bridge", "--url", "http://127.0.0.1:0");
        return new(bridge, Regex.Match(await bridge.ShownAsync("Ctrl+C"), @"http://127\.0\.0\.1:\d+").Value);
    }

    static void Configure(DebriefProcess machine, string text) => File.WriteAllText(Path.Combine(machine.Home, "config.yaml"), text);

    Task<List<string>> RowsAsync(string query) => Support.Database.RowsAsync(Path.Combine(_guest.Home, "debrief.db"), query);

    static WrittenSession Talk(string id, string folder, string about) => Enumerable.Range(0, 4).Aggregate(
        new WrittenSession(id) { Cwd = folder }, (session, turn) => session.Say($"Please tidy {about}, part {turn}").Answer("Done."));

    /// <summary>Ended with the test.</summary>
    sealed record RunningBridge(RunningProcess Process, string Url) : IDisposable
    {
        public void Dispose() => Process.Dispose();
    }
}
