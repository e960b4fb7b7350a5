using Debrief.Storage;
using Quartz;

namespace Debrief.Jobs;

/// <summary>Tells what keeps the scheduler from its work, in a line. It goes on trying, and an outage is told once, until a job has run again.</summary>
sealed partial class SchedulerTroubles(ILogger<SchedulerTroubles> log) : ISchedulerListener, IJobListener
{
    bool _isOutageTold;

    string ISchedulerListener.Name => nameof(SchedulerTroubles);
    string IJobListener.Name => nameof(SchedulerTroubles);

    public ValueTask SchedulerError(IScheduler scheduler, SchedulerErrorContext context, CancellationToken cancellationToken = default)
    {
        if (Reasons(context.Exception).Select(Outage.Explain).FirstOrDefault(why => why is not null) is not { } outage)
            Failed(log, context.Message, context.Exception.GetBaseException().Message);
        else if (!Interlocked.Exchange(ref _isOutageTold, true))
            IsOut(log, outage);
        return ValueTask.CompletedTask;
    }

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        if (jobException is null)
            Interlocked.Exchange(ref _isOutageTold, false);
        return ValueTask.CompletedTask;
    }

    static IEnumerable<Exception> Reasons(Exception? ex)
    {
        for (; ex is not null; ex = ex.InnerException)
            yield return ex;
    }

    [LoggerMessage(LogLevel.Error, "Jobs wait: {Outage}")]
    static partial void IsOut(ILogger log, string outage);

    [LoggerMessage(LogLevel.Error, "The scheduler failed: {What} {Why}")]
    static partial void Failed(ILogger log, string what, string why);
}
