using System.Text.Json;
using Debrief.EndToEnd.Support;
using Debrief.MockModel;
using Debrief.Sample;

namespace Debrief.EndToEnd.Facets;

/// <summary>`debrief eval` through the real Claude Code, which talks to a model on loopback.</summary>
public sealed class EvalByClaudeTests
{
    [Fact]
    public async Task A_model_is_asked_about_labelled_sessions_and_its_answers_are_kept()
    {
        await using var machine = await ModelMachine.StartAsync();
        var labels = await LabelAsync(machine, sessions: 3);
        var kept = Path.Combine(machine.Debrief.Folder, "kept");
        // Claude Code deletes transcripts of more than 30 days when it is started.
        var transcripts = Path.Combine(machine.Debrief.Folder, "transcripts");
        SampleWeeks.Write(transcripts, ModelMachine.LastDay, TimeZoneInfo.Utc);

        var run = (await machine.Debrief.RunAsync("eval", labels, "--transcripts", transcripts, "--via", "claude", "--model", "haiku", "--record", kept, "--json")).Succeeded();

        Assert.Matches(@"^3 sessions, by claude \(haiku\), for about \$0\.\d\d \(", run.Errors);
        var extractor = run.Json.GetProperty("extractors")[0];
        Assert.Equal(("claude:haiku", 0), (extractor.GetProperty("name").GetString(), extractor.GetProperty("unanswered").GetArrayLength()));
        Assert.Equal(1, Outcome(extractor));
        Assert.Equal("v1", extractor.GetProperty("asked").GetProperty("prompt_version").GetString());
        Assert.True(extractor.GetProperty("asked").GetProperty("cost_usd").GetDouble() > 0);
        Assert.Equal(3, machine.Model.Received.Count);
        Assert.Equal("0", (await machine.RowsAsync("select count(*) from session_facets"))[0]);

        var again = (await machine.Debrief.RunAsync("eval", labels, "--transcripts", transcripts, "--compare", "rules", kept, "--json")).Succeeded();
        Assert.Equal(1, Outcome(again.Json.GetProperty("extractors")[1]));
        Assert.Equal(3, machine.Model.Received.Count);
    }

    [Fact]
    public async Task Who_said_yes_at_a_terminal_is_told_the_cost_and_not_asked()
    {
        await using var machine = await ModelMachine.StartAsync();
        var labels = await LabelAsync(machine, sessions: 1);

        var run = (await machine.Debrief.RunOnTerminalAsync("eval", labels, "--via", "claude", "--yes")).Succeeded();

        Assert.Contains("1 session, by claude (haiku), for about $0.01", run.Output);
        Assert.DoesNotContain("[y/N]", run.Output);
        Assert.Single(machine.Model.Received);
    }

    [Theory]
    [InlineData("y\n", 1), InlineData("n\n", 0)]
    [InlineData("", 0)] // The end of the input.
    public async Task A_person_at_a_terminal_is_told_the_cost_and_only_a_yes_lets_it_begin(string keys, int asked)
    {
        await using var machine = await ModelMachine.StartAsync();
        var labels = await LabelAsync(machine, sessions: 1);

        var run = (await machine.Debrief.TypeOnTerminalAsync("Go on? [y/N]", keys, "eval", labels, "--via", "claude")).Succeeded();

        Assert.Contains("1 session, by claude (haiku), for about $0.01", run.Output);
        Assert.Equal(asked, machine.Model.Received.Count);
    }

    [Fact]
    public async Task Who_is_not_logged_in_is_told_so()
    {
        await using var machine = await ModelMachine.StartAsync();
        var labels = await LabelAsync(machine, sessions: 1);
        machine.Debrief.Environment.Remove("ANTHROPIC_API_KEY");

        var run = await machine.Debrief.RunAsync("eval", labels, "--via", "claude");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Claude Code isn't logged in", run.Errors);
    }

    /// <summary>Labels that say what the mock says.</summary>
    static async Task<string> LabelAsync(ModelMachine machine, int sessions)
    {
        var folder = Directory.CreateDirectory(Path.Combine(machine.Debrief.Folder, "labelled")).FullName;
        foreach (var id in await machine.RowsAsync($"select id from claude_sessions where message_count > 5 order by ended_at desc limit {sessions}"))
            await File.WriteAllTextAsync(Path.Combine(folder, $"{id}.json"), $$"""{"session_id":"{{id}}","outcome":"{{FacetReply.Of("#1 human: x")["outcome"]!["value"]}}"}""");
        return folder;
    }

    static double Outcome(JsonElement extractor) => extractor.GetProperty("agreements").EnumerateArray()
        .Single(row => row.GetProperty("facet").GetString() == "outcome" && row.GetProperty("measure").GetString() == "exact").GetProperty("value").GetDouble();
}
