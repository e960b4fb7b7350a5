using System.Text.Json;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Usage;

/// <summary>docs/usage-compared.md says why the counts differ where they do; this keeps both counts as told there.</summary>
public sealed class UsageComparedTests
{
    [Theory]
    [InlineData("claude-code-2.1.197", 1_664, 4_250, 1_675_670, 5_040_948)]
    [InlineData("claude-code-log", 60_832, 181_363, 2_465_217, 36_970_931)]
    [InlineData("entire-cli", 56_036, 209_717, 9_322_113, 204_312_218)]
    [InlineData("m-claude", 5_871, 100_347, 1_553_744, 14_536_457)]
    public async Task Debrief_counts_what_the_comparison_says(string name, long input, long output, long cacheCreation, long cacheRead) =>
        Assert.Equal(new Tokens(input, output, cacheCreation, cacheRead), await OursAsync(Repository.SharedTranscripts(name)[0]));

    [Theory]
    [InlineData("claude-code-2.1.197", 1_589)]
    [InlineData("claude-code-log", 0)]
    [InlineData("entire-cli", 0)]
    [InlineData("m-claude", 0)]
    public async Task Ccusage_differs_by_what_the_comparison_explains(string name, long lessCacheCreation)
    {
        var transcripts = Repository.SharedTranscripts(name)[0];

        var (ours, theirs) = (await OursAsync(transcripts), await Ccusage.TotalsAsync(transcripts));

        Assert.Equal(ours with { CacheCreation = ours.CacheCreation - lessCacheCreation }, theirs);
    }

    static async Task<Tokens> OursAsync(string transcripts)
    {
        using var debrief = new DebriefProcess(transcripts);
        (await debrief.RunAsync("sync")).Succeeded();
        var totals = JsonDocument.Parse((await debrief.RunAsync("usage", "--json")).Succeeded().Output).RootElement.GetProperty("totals");
        return new(totals.GetProperty("input_tokens").GetInt64(), totals.GetProperty("output_tokens").GetInt64(),
            totals.GetProperty("cache_creation_tokens").GetInt64(), totals.GetProperty("cache_read_tokens").GetInt64());
    }
}
