using Debrief.Documents;
using Debrief.Jobs;
using Spectre.Console;

namespace Debrief.Cli;

/// <summary>Jobs and their runs on a terminal.</summary>
static class JobTables
{
    /// <summary>What 80 columns leave.</summary>
    const int LongestSaying = 20;

    public static Table Of(IReadOnlyList<JobDocument> jobs, TimeZoneInfo zone)
    {
        var table = With("Job", "Schedule", "Next", "Last", "Outcome");
        foreach (var job in jobs)
            table.AddRow(job.Name, job.Schedule ?? "off", At(job.NextRun, zone), At(job.LastRun?.StartedAt, zone), job.LastRun?.Outcome ?? "never ran");
        return table;
    }

    public static Table Of(IReadOnlyList<JobRun> runs, TimeZoneInfo zone)
    {
        var table = With("Job", "Started", "By", "Outcome", "Says");
        foreach (var run in runs)
            table.AddRow(run.Job, At(run.StartedAt, zone), run.Trigger, run.Outcome, Cells.Cropped(run.Error ?? run.Stats?.ToJsonString() ?? "", LongestSaying));
        return table;
    }

    static Table With(params string[] names)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in names)
            table.AddColumn(new TableColumn(name) { NoWrap = true, Padding = new(0, 0, 1, 0) });
        return table;
    }

    static string At(DateTimeOffset? time, TimeZoneInfo zone) => time is { } at ? $"{TimeZoneInfo.ConvertTime(at, zone):MM-dd HH:mm}" : "–";
}
