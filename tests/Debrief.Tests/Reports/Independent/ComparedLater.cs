using System.Text.Json;
using Debrief.Insights;
using Debrief.Reports;
using static Debrief.Reports.Figures;

namespace Debrief.Tests.Reports.Independent;

/// <summary>What was left open and finished in a later session: each session against each.</summary>
static class ComparedLater
{
    static readonly TimeSpan s_longest = TimeSpan.FromDays(14);
    static readonly string[] s_shared = ["main", "master", "trunk", "develop", "dev", "head"];

    sealed record Work(string Id, string? Title, string? Project, string? Branch, string? ResumedFrom, DateTimeOffset Began, DateTimeOffset Ended, HashSet<string> Files, HashSet<string> Goal, bool IsDone, bool IsOpen, bool IsKnown);

    public static async Task CompareAsync(Comparison check, PlainFigures now, Period period)
    {
        var all = (await now.EndedSinceAsync("id, title, project, git_branch, resumed_from, started_at, ended_at, files_touched, underlying_goal, outcome, completion_chain", s_longest)).Select(row => (Work)WorkOf(row)).ToList();
        var own = all.Where(work => work.Ended >= period.From).ToList();
        var finishes = all.Where(work => work.IsOpen).Select(work => (Begun: work, Found: FinishOf(work, all))).Where(each => each.Found is not null)
            .Select(each => (each.Begun, each.Found!.Value.By, each.Found.Value.Why)).ToList();
        var (open, finished) = (own.Where(work => work.IsOpen).ToList(), finishes.Where(each => each.Begun.Ended >= period.From).ToList());
        var carried = finishes.Where(each => each.Begun.Ended < period.From && each.By.Ended >= period.From).ToList();
        if (open.Count > 0)
            check.Either($"{Counted(open.Count, "session")} of {own.Count(work => work.IsKnown)} that could be judged left something open; {(finished.Count == 0 ? "no later one finished it" : $"{finished.Count} of them {(finished.Count == 1 ? "was" : "were")} finished in a later session")}.");
        if (carried.Count > 0)
            check.Either($"{Counted(carried.Count, "session")} left open in the two weeks before {(carried.Count == 1 ? "was" : "were")} finished");
        foreach (var (begun, by, why) in finished.Concat(carried).OrderByDescending(each => each.By.Ended).ThenBy(each => each.Begun.Id, StringComparer.Ordinal).Take(5))
            check.Either($"{IncidentRow.Called(begun.Id, begun.Title)} was finished in {IncidentRow.Called(by.Id, by.Title)} ({why}), {TimeZoneInfo.ConvertTime(by.Ended, period.TimeZone):ddd d MMM}");
    }

    /// <summary>The first that reached it, also over others that went on with it and left it open again.</summary>
    static (Work By, string Why)? FinishOf(Work open, List<Work> all)
    {
        foreach (var next in all.Where(work => work != open && work.Ended >= open.Ended))
        {
            if (TieOf(open, next) is not { } why)
                continue;
            if (next.IsDone)
                return (next, why);
            if (next.IsOpen && FinishOf(next, all) is { } through)
                return (through.By, why);
        }
        return null;
    }

    static string? TieOf(Work before, Work after)
    {
        if (after.ResumedFrom == before.Id)
            return "resumed";
        if (before.Project is null || before.Project != after.Project || after.Began < before.Began || after.Began - before.Ended > s_longest)
            return null;
        if (before.Branch is not null && before.Branch == after.Branch && !s_shared.Contains(before.Branch.ToLowerInvariant()))
            return "the same branch";
        var files = before.Files.Intersect(after.Files).Count();
        if (files >= 2 && files >= Math.Min(before.Files.Count, after.Files.Count) / 2.0)
            return "the same files";
        return Math.Min(before.Goal.Count, after.Goal.Count) >= 3 && Words.AreNear(before.Goal, after.Goal) ? "the same goal" : null;
    }

    static Work WorkOf(dynamic row)
    {
        var (outcome, tasks) = ((string?)row.outcome, (string?)row.completion_chain);
        var isDone = outcome is "fully_achieved" or "mostly_achieved";
        var chain = JsonDocument.Parse(tasks ?? """{"started":0,"completed":0}""").RootElement;
        var isOpen = outcome is "partially_achieved" or "not_achieved" || !isDone && chain.GetProperty("started").GetInt32() > chain.GetProperty("completed").GetInt32();
        var ended = PlainFigures.TimeOf((string)row.ended_at);
        return new((string)row.id, (string?)row.title, (string?)row.project, (string?)row.git_branch, (string?)row.resumed_from, row.started_at is string began ? PlainFigures.TimeOf(began) : ended, ended,
            [.. JsonSerializer.Deserialize<string[]>((string)row.files_touched)!], Words.Of((string?)row.underlying_goal ?? ""), isDone, isOpen, outcome is not (null or "unclear_from_transcript") || tasks is not null);
    }
}
