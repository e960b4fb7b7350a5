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

    [Fact]
    public Task The_messages_whose_two_counts_differ_are_these_five() => HasAsync("claude-code-2.1.197",
        """
        select count(*), sum(cache_creation_5m_tokens), sum(cache_creation_1h_tokens) from message_usage
         where id in ('msg_0186AStIuSWGMg3Y3pdw98lA', 'msg_01vaMXS4QkiYfCvNYXSneeQx', 'msg_01dN979PqatQFzSWPKOLzkoA', 'msg_01Jkycr7wIKiRRSt4aQmrEIg', 'msg_01UHwiQnoerZ78Qlx85hi8zA')
        """,
        "5|15000|0");

    [Theory]
    [InlineData("m-claude", "f551142a|1|2|2|5619|0")]
    [InlineData("entire-cli", "03a1382e|9|50|27|49796|341277", "170cebcc|16|20|167|52077|450935", "4b3ddf27|60|66|561|135588|2682480",
        "6dccd523|16|142|143|58916|689919", "79e9becd|16|14772|153|130384|694341", "e8811ad6|8|28|25|97604|445066")]
    public Task What_only_progress_tells_of_is_counted(string name, params string[] sessions) => HasAsync(name,
        """
        select substr(transcripts.session_id, 1, 8) as session, count(*), sum(input_tokens), sum(output_tokens),
               sum(cache_creation_5m_tokens + cache_creation_1h_tokens), sum(cache_read_tokens)
          from message_usage
          join transcripts on transcripts.id = message_usage.transcript_id
         where claim = 2
         group by session
         order by session
        """,
        sessions);

    static async Task HasAsync(string name, string query, params string[] rows)
    {
        using var debrief = new DebriefProcess(Repository.SharedTranscripts(name)[0]);
        (await debrief.RunAsync("sync", "--no-archive")).Succeeded();

        Assert.Equal(rows, await Database.RowsAsync(Database.In(debrief.Home), query));
    }

    static async Task<Tokens> OursAsync(string transcripts)
    {
        using var debrief = new DebriefProcess(transcripts);
        (await debrief.RunAsync("sync", "--no-archive")).Succeeded();
        var totals = JsonDocument.Parse((await debrief.RunAsync("usage", "--json")).Succeeded().Output).RootElement.GetProperty("totals");
        return new(totals.GetProperty("input_tokens").GetInt64(), totals.GetProperty("output_tokens").GetInt64(),
            totals.GetProperty("cache_creation_tokens").GetInt64(), totals.GetProperty("cache_read_tokens").GetInt64());
    }
}
