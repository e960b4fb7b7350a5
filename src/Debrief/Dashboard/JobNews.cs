using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Debrief.Jobs;

namespace Debrief.Dashboard;

/// <summary>Says when something about the jobs is other than it was, on whichever server they run.</summary>
sealed class JobNews(JobRuns runs, TimeProvider clock)
{
    const int LookedAt = 30;

    /// <summary>A page that went away without a word is noticed by something being sent to it.</summary>
    const int StillEvery = 15;
    const int ElapsedEvery = 5;

    static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);

    /// <param name="asked">The request.</param>
    /// <param name="stopping">Of the server, which doesn't wait for listeners.</param>
    public async IAsyncEnumerable<SseItem<string>> ReadAsync(CancellationToken stopping, [EnumeratorCancellation] CancellationToken asked = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(asked, stopping);
        using var pace = new PeriodicTimer(s_pace, clock);
        string? known = null;
        for (var second = 0; ; second++)
        {
            var now = await StandingAsync(second, asked);
            if (now != known)
                yield return new(known = now);
            else if (second % StillEvery == 0)
                yield return new("", "still");
            if (!await GoesOnAsync(pace, either.Token))
                yield break;
        }
    }

    /// <summary>What a page shows of them; while one runs, its time too.</summary>
    async Task<string> StandingAsync(int second, CancellationToken cancel)
    {
        var shown = await runs.ListAsync(job: null, LookedAt, cancel);
        var running = shown.Any(run => run.IsRunning);
        return $"{string.Join(' ', shown.Select(run => $"{run.Id}:{run.Outcome}:{run.Done}:{run.Doing}"))} {(running ? second / ElapsedEvery : 0)}";
    }

    static async Task<bool> GoesOnAsync(PeriodicTimer pace, CancellationToken cancel)
    {
        try
        {
            return await pace.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false; // Nobody listens any more, or the server stops.
        }
    }
}
