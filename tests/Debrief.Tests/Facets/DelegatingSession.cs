using System.Text.Json;
using Debrief.MockModel;
using Debrief.Storage;
using Debrief.Tests.Cli;
using Debrief.Tests.Configuration;
using Debrief.Tests.Support;

namespace Debrief.Tests.Facets;

/// <summary>A home with one session that set a sub-agent to work, and a model on loopback.</summary>
sealed class DelegatingSession : IAsyncDisposable
{
    public const string Agent = "agent-a1f3c";
    public const string Task = "Find every place that reads the price.";

    static readonly Transcript _main = Transcript.With([.. Turns("Add a price to the shop"), Say.Calls("Agent", id: "c1"), Say.Result("agentId: a1f3c", "c1"), Say.Assistant("It's all done.")]);
    static readonly Transcript _agent = Transcript.With(
        [Say.Human(Task + "\nDon't change anything."), .. Enumerable.Range(0, 4).SelectMany(i => new[] { Say.Bash($"grep -r price{i} .", $"g{i}"), Say.Result("shop.cs: price", $"g{i}") }), Say.Assistant("Done. Two places read it.")]) with { Agent = "a1f3c", Ids = "2" };

    readonly TempFolder _home = new();

    readonly string _database;

    DelegatingSession(MockMessages model, string database) => (Model, _database) = (model, database);

    public MockMessages Model { get; }

    public static string Id => _main.Session;
    public static string AgentId => $"{_main.Session}.{Agent}";

    /// <param name="project">Where the session began.</param>
    public static async Task<DelegatingSession> SyncedAsync(TestDatabase on, string project = "/work/shop")
    {
        var model = await MockMessages.StartAsync();
        model.Responder = FacetReply.To;
        var home = new DelegatingSession(model, on.New());
        home.Configure("");
        (_main with { Folder = project }).WriteTo(home._home[$"claude/projects/-work-shop/{Id}.jsonl"]);
        home.WriteAgent(_agent);
        await home.SyncAsync();
        return home;
    }

    public void Configure(string more) => _home.Write("config.yaml", $"model: {{ via: openai, name: small, base_url: {Model.Url}/v1 }}\ndatabase: {_database}\n{more}");

    public void Write(string file, string text) => _home.Write(file, text);

    public async Task GrowAgentAsync()
    {
        WriteAgent(_agent.Then(Say.Human("Look once more."), Say.Assistant("Nothing new.")));
        await SyncAsync();
    }

    public Task<Run> DebriefAsync(params string[] args) => Run.Debrief([.. args, "--home", _home.Path]);

    public async Task<JsonElement> JsonAsync(params string[] args)
    {
        var run = await DebriefAsync([.. args, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    /// <returns>How many got facets.</returns>
    public async Task<int> ExtractAsync(params string[] args) => (await JsonAsync(["extract", .. args])).GetProperty("extracted").GetInt32();

    /// <summary>Rows as text, columns joined by |.</summary>
    public async Task<string> RowsAsync(string sql)
    {
        await using var database = await Database.OpenAsync(_database, CancellationToken.None);
        await using var db = await database.ConnectAsync(CancellationToken.None);
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await row.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => row.GetValue(column))));
        return string.Join('\n', rows);
    }

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        _home.Dispose();
    }

    void WriteAgent(Transcript agent) => agent.WriteTo(_home[$"claude/projects/-work-shop/{Id}/subagents/{Agent}.jsonl"]);

    async Task SyncAsync() => Assert.Equal(0, (await DebriefAsync("sync", "--from", _home["claude"])).ExitCode);

    static IEnumerable<Line> Turns(string first) => new[] { first, "And a currency", "And a discount" }.SelectMany(text => new[] { Say.Human(text), Say.Assistant("I'll do that.") });
}
