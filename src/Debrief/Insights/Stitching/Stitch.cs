namespace Debrief.Insights.Stitching;

/// <summary>
/// Whether a session goes on with an earlier one. It does where it resumes it; and in the same project, within two weeks, where it is on the same branch (of its own:
/// not main), changed half of the same files, two at least, or has nearly the same goal in words.
/// </summary>
static class Stitch
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    /// <summary>The days that tell what was finished in a period.</summary>
    public static Period DaysOf(Period period) => period with { Type = "custom", First = period.First.AddDays(-Longest.Days - 1) };

    const int FewestFiles = 2;
    const int FewestWords = 3;

    /// <returns>resumed, branch, files, goal; null: it doesn't.</returns>
    public static string? Why(Trail before, Trail after)
    {
        if (after.ResumedFrom is { } resumed && resumed == before.Name.Id)
            return "resumed";
        if (before.Project is null || before.Project != after.Project || after.StartedAt < before.StartedAt || after.StartedAt - before.EndedAt > Longest)
            return null;
        if (before.Branch is not null && before.Branch == after.Branch)
            return "branch";
        return SharesFiles(before, after) ? "files" : HasSameGoal(before, after) ? "goal" : null;
    }

    static bool SharesFiles(Trail before, Trail after)
    {
        var fewer = Math.Min(before.Files.Length, after.Files.Length);
        return fewer >= FewestFiles && (before.SignsOfFiles & after.SignsOfFiles) != 0 && Codes.Shared(before.Files, after.Files) is var shared && shared >= FewestFiles && 2 * shared >= fewer;
    }

    static bool HasSameGoal(Trail before, Trail after) =>
        Math.Min(before.Goal.Length, after.Goal.Length) >= FewestWords && (before.SignsOfGoal & after.SignsOfGoal) != 0 && Wording.IsNear(before.Goal, after.Goal);
}
