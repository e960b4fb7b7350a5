using System.Collections.Concurrent;

namespace Debrief.Jobs;

/// <summary>The jobs that this server runs. When it stops, they are told to end, and the server waits until what became of them is kept.</summary>
sealed class ServerJobs(JobRunner runner, IHostApplicationLifetime server) : IHostedService
{
    readonly ConcurrentDictionary<Task, bool> _running = new();

    /// <inheritdoc cref="JobRunner.RunAsync"/>
    public async Task<JobRun?> RunAsync(Job job, string trigger, DateTimeOffset? due, Action<JobRun>? begun, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, server.ApplicationStopping);
        var run = runner.RunAsync(job, trigger, due, begun, either.Token);
        _running[run] = true;
        try
        {
            return await run;
        }
        finally
        {
            _running.TryRemove(run, out _);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var run in _running.Keys)
            await run.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Who awaits the run itself tells how it failed.
    }
}
