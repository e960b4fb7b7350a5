using System.Data.Common;
using System.Diagnostics;

namespace Debrief.Jobs;

/// <summary>Keeps how far a run is, so that it is seen on every server. Once a second at most.</summary>
sealed class ToldProgress(JobRuns runs, JobRun run)
{
    static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);
    long _last;

    public async Task TellAsync(JobProgress progress)
    {
        if (_last != 0 && Stopwatch.GetElapsedTime(_last) < s_pace)
            return;

        _last = Stopwatch.GetTimestamp();
        try
        {
            await runs.TellAsync(run, progress, CancellationToken.None);
        }
        catch (DbException)
        {
            // The run goes on, and tells again soon.
        }
    }
}
