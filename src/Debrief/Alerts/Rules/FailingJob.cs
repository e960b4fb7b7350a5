namespace Debrief.Alerts.Rules;

/// <summary>A job that failed three times in a row.</summary>
sealed class FailingJob : Rule
{
    const int InARow = 3;
    const int LongestError = 200;

    public override string Kind => "job-failures";

    public override IEnumerable<Finding> Find(History history, DateOnly day) => history.RunsUntil(day).GroupBy(run => run.Job)
        .Select(runs => (Job: runs.Key, Failed: runs.Reverse().TakeWhile(run => run.HasFailed).ToList()))
        .Where(job => job.Failed.Count >= InARow)
        .Select(job => new Finding(Kind, job.Job, $"{job.Job} failed {job.Failed.Count} times in a row: {Beginning.Of(job.Failed[0].Error ?? "it said nothing.", LongestError)}",
            new([], [$"debrief jobs runs {job.Job}", $"debrief jobs run {job.Job}"]), job.Failed.Count, null));

    public override string? Over(History history, DateOnly day, string about) =>
        history.RunsUntil(day).LastOrDefault(run => run.Job == about) is { HasFailed: false } ? $"{about} went well again." : null;
}
