using System.Text.Json;
using Debrief.EndToEnd.Support;
using Debrief.MockModel;
using Debrief.Sample;

namespace Debrief.EndToEnd.Facets;

/// <summary>A machine with the invented weeks synced, the real Claude Code, and a model on loopback that answers it.</summary>
sealed class ModelMachine : IAsyncDisposable
{
    public static readonly DateOnly LastDay = new(2026, 6, 28);

    ModelMachine(MockMessages model, DebriefProcess debrief) => (Model, Debrief) = (model, debrief);

    public MockMessages Model { get; }
    public DebriefProcess Debrief { get; }
    public string DatabaseFile => Path.Combine(Debrief.Home, "debrief.db");

    /// <param name="transcripts">Writes them into a Claude configuration directory; the invented weeks unless told.</param>
    public static async Task<ModelMachine> StartAsync(Action<string>? transcripts = null)
    {
        var claude = ClaudeCode;
        var model = await MockMessages.StartAsync();
        model.Responder = FacetReply.To;
        var machine = new ModelMachine(model, new());
        machine.Debrief.Environment["ANTHROPIC_API_KEY"] = "sk-ant-of-nobody";
        machine.Debrief.Environment["ANTHROPIC_BASE_URL"] = model.Url;
        machine.Configure($"claude: {claude}");
        (transcripts ?? (folder => SampleWeeks.Write(folder, LastDay, TimeZoneInfo.Utc)))(machine.Debrief.Environment["CLAUDE_CONFIG_DIR"]);
        // With the archive: Claude Code deletes transcripts of more than 30 days when it is started.
        (await machine.Debrief.RunAsync("sync")).Succeeded();
        return machine;
    }

    public static string ClaudeCode => Repository.Tool("@anthropic-ai/claude-code-linux-*", "claude");

    /// <summary>The keys below <c>model:</c>.</summary>
    public void Configure(params string[] model) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Debrief.Home).FullName, "config.yaml"), $"model:\n{string.Concat(model.Select(line => $"  {line}\n"))}");

    /// <summary>A program that a test puts before Claude Code.</summary>
    public string Script(string text)
    {
        var script = Path.Combine(Debrief.Folder, "claude.sh");
        File.WriteAllText(script, $"#!/bin/sh\n{text}");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return script;
    }

    public async Task<(Finished Run, JsonElement Result)> ExtractAsync(params string[] arguments)
    {
        var run = await Debrief.RunAsync(["extract", "--via", "claude", "--json", .. arguments]);
        return (run, run.Output.StartsWith('{') ? JsonDocument.Parse(run.Output).RootElement.Clone() : default);
    }

    public Task<List<string>> RowsAsync(string query) => Support.Database.RowsAsync(DatabaseFile, query);

    public async Task<int> CountAsync(string query) => int.Parse((await RowsAsync(query))[0]);

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        Debrief.Dispose();
    }
}
