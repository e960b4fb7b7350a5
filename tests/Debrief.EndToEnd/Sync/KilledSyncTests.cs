using System.Diagnostics;
using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Sync;

public sealed class KilledSyncTests
{
    const int Moments = 20;

    [Fact]
    public async Task A_sync_killed_at_any_moment_is_made_good_by_the_next()
    {
        var transcripts = Repository.SharedTranscripts("claude-code-2.1.197", "claude-code-log", "entire-cli", "m-claude");
        var (undisturbed, seconds) = await UndisturbedAsync(transcripts);
        var random = new Random(20);
        var killed = 0;

        for (var moment = 0; moment < Moments; moment++)
        {
            using var debrief = new DebriefProcess(transcripts);
            // One moment in each twentieth of the time an undisturbed sync takes: the beginning and the end come their turn too.
            killed += await KillAsync(debrief, seconds * (moment + random.NextDouble()) / Moments) ? 1 : 0;

            (await debrief.RunAsync("sync", "--json")).Succeeded();

            SameContent(undisturbed, await StoredContent.OfAsync(debrief.Home), moment);
        }
        // Else nothing was tested: it had ended before each kill.
        Assert.InRange(killed, Moments / 2, Moments);
    }

    static async Task<(string Content, double Seconds)> UndisturbedAsync(string[] transcripts)
    {
        using var debrief = new DebriefProcess(transcripts);
        var watch = Stopwatch.StartNew();
        (await debrief.RunAsync("sync", "--json")).Succeeded();
        return (await StoredContent.OfAsync(debrief.Home), watch.Elapsed.TotalSeconds);
    }

    static async Task<bool> KillAsync(DebriefProcess debrief, double afterSeconds)
    {
        using var sync = debrief.Start("sync", "--json");
        await Task.Delay(TimeSpan.FromSeconds(afterSeconds));
        return await sync.KillAsync();
    }

    /// <summary>Names the first line that differs; the whole would be millions of characters.</summary>
    static void SameContent(string expected, string actual, int moment)
    {
        if (expected == actual)
            return;
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        Assert.Fail($"Killed at moment {moment}, line {line}:\nundisturbed: {left.ElementAtOrDefault(line)}\nafter kill:  {right.ElementAtOrDefault(line)}");
    }
}
