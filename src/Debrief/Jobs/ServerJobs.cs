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

    /// <summary>Begins it because somebody says so, and lets it run on.</summary>
    /// <returns>Null: it runs already.</returns>
    public async Task<JobRun?> BeginAsync(Job job)
    {
        var begun = new TaskCompletionSource<JobRun?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = RunOnAsync(job, begun); // It goes on when the answer is out.
        return await begun.Task;
    }

    /// <summary>What fails before it has begun is told to who asked; after that the run tells it itself.</summary>
    async Task RunOnAsync(Job job, TaskCompletionSource<JobRun?> begun)
    {
        try
        {
            await RunAsync(job, "person", due: null, begun.SetResult, CancellationToken.None);
            begun.TrySetResult(null);
        }
        catch (Exception ex)
        {
            if (!begun.TrySetException(ex))
                throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var run in _running.Keys)
            await run.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Who awaits the run itself tells how it failed.
    }
}
