using System.Text.Json;
using System.Text.RegularExpressions;
using Debrief.EndToEnd.Facets;
using Debrief.EndToEnd.Support;
using Debrief.MockModel;

namespace Debrief.EndToEnd.Reports;

/// <summary>`debrief report` with sentences by the real Claude Code, which talks to a model on loopback.</summary>
public sealed partial class NarratedByClaudeTests
{
    [Fact]
    public async Task Sentences_that_stand_are_told_and_others_fall_and_nobody_is_asked_again()
    {
        await using var machine = await ModelMachine.StartAsync();
        (await machine.Debrief.RunAsync("extract", "--via", "rules", "--limit", "1000")).Succeeded();
        machine.Model.Responder = Answer;

        var first = (await TellAsync(machine)).Succeeded();
        var asked = machine.Model.Received.Count;
        var again = (await TellAsync(machine)).Succeeded();

        Assert.Matches(@"You had \d+ sessions, and that is a fact\.", first.Output);
        Assert.DoesNotContain("4711", first.Output);
        Assert.Contains("wrote 2 sentences from ", first.Output);
        Assert.Contains("and 1 did not stand and was left out", first.Output);
        Assert.Matches(@"Sentences are written by claude \(sonnet\), for about \$0\.\d+\.", first.Errors.ReplaceLineEndings(" "));
        Assert.DoesNotContain("Sentences are written", again.Errors);
        Assert.Equal(first.Output, again.Output);
        Assert.Equal((2, 2), (asked, machine.Model.Received.Count)); // Once, and once more for the sentence that fell.
        Assert.All(machine.Model.Received, prompt => Assert.Contains("[DEBRIEF-INTERNAL-TASK] [narrative]", prompt.System));
        Assert.Contains("sonnet", machine.Model.Received[0].Model);
        Assert.Equal(["narrative|extracted|1"], await machine.RowsAsync("select extractor || '|' || outcome || '|' || (cost_usd > 0) from extraction_attempts where extractor = 'narrative'"));
        Assert.DoesNotContain(Directory.EnumerateFiles(machine.Debrief.UserHome, "*.jsonl", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("[narrative]", StringComparison.Ordinal));
    }

    static Task<Finished> TellAsync(ModelMachine machine) =>
        machine.Debrief.RunAsync("report", "--until", $"{ModelMachine.LastDay:yyyy-MM-dd}", "--via", "claude", "--format", "markdown", "--output", "-");

    static MockReply Answer(ReceivedPrompt prompt)
    {
        var fact = Sessions().Match(prompt.User);
        return new(JsonSerializer.Serialize(new Dictionary<string, string[]>
        {
            ["attention"] = [$"You had {fact.Groups["count"].Value} sessions, and that is a fact [{fact.Groups["id"].Value}].", $"You had 4711 sessions [{fact.Groups["id"].Value}]."],
        }));
    }

    [GeneratedRegex(@"^(?<id>f\d+) \| at_a_glance \| your sessions \| (?<count>\d+) sessions", RegexOptions.Multiline)]
    private static partial Regex Sessions();
}
