using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Usage;

/// <summary>docs/usage-compared.md says why the counts differ where they do; this keeps both counts as told there.</summary>
public sealed class UsageComparedTests
{
    [Theory]
    [InlineData("claude-code-2.1.197", 1_664, 4_250, 1_674_081, 5_040_948)]
    [InlineData("claude-code-log", 60_832, 181_363, 2_465_217, 36_970_931)]
    [InlineData("entire-cli", 56_036, 209_717, 9_322_113, 204_312_218)]
    [InlineData("m-claude", 5_871, 100_347, 1_553_744, 14_536_457)]
    public async Task Ccusage_counts_what_the_comparison_says(string name, long input, long output, long cacheCreation, long cacheRead) =>
        Assert.Equal(new Tokens(input, output, cacheCreation, cacheRead), await Ccusage.TotalsAsync(Repository.SharedTranscripts(name)[0]));
}
