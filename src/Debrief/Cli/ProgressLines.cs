using Debrief.Jobs;
using Debrief.Sync;

namespace Debrief.Cli;

/// <summary>Tells who started this process as a job how far it is: a line on stderr for each percent.</summary>
sealed class ProgressLines(string what, TextWriter error) : IProgress<SyncProgress>
{
    readonly Lock _writing = new();
    int _told = -1;

    public static bool AreWanted => Environment.GetEnvironmentVariable(JobProgress.Variable) is { Length: > 0 };

    public void Report(SyncProgress value)
    {
        lock (_writing)
        {
            var percent = (int)(100L * value.Done / Math.Max(1, value.Of));
            if (percent <= _told)
                return;
            _told = percent;
            error.WriteLine(new JobProgress(what, value.Done, value.Of));
        }
    }
}
