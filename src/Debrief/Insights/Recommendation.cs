namespace Debrief.Insights;

/// <summary>Something to try next, and the figures that speak for it.</summary>
sealed record Recommendation(string Title, string Why)
{
    /// <summary>At most three, what weighs most first; none where no figure speaks for one.</summary>
    public static IReadOnlyList<Recommendation> For(Metrics metrics) =>
        [.. new[] { Extract(metrics.Coverage), UseSkill(metrics.SkillsGap), EndDrift(metrics.PriorityAlignment), BreakLoops(metrics.FrictionTrend), PreventFailure(metrics.SystemHealth), StartAfresh(metrics) }
            .OfType<Recommendation>()
            .Take(3)];

    static Recommendation? Extract(Coverage coverage) => coverage.Extracted >= 0.8 * coverage.Eligible ? null : new(
        "Extract the facets that are missing: run debrief extract",
        $"Only {coverage.Extracted} of {Counted(coverage.Eligible, "session")} of more than five messages {(coverage.Extracted == 1 ? "has" : "have")} facets.");

    static Recommendation? UseSkill(SkillsGap skills) => skills.Missed is not [{ Value: >= 2 } most, ..] ? null : new(
        $"Reach for the skill {most.Name}",
        $"{most.Value} of {Counted(skills.Judged, "session")} did by hand what it does.");

    static Recommendation? EndDrift(PriorityAlignment alignment)
    {
        var drift = alignment.Counts[^1].Value;
        return alignment.Judged < 5 || drift <= 0.2 * alignment.Judged ? null : new(
            "Decide what the drifting sessions are for: a priority of their own, or fewer of them",
            $"{drift} of {Counted(alignment.Judged, "judged session")} ({Percent(drift, alignment.Judged)}) served no stated priority.");
    }

    static Recommendation? BreakLoops(IReadOnlyList<FrictionPoint> trend) => trend is not [.., { RetryLoops: >= 3 } last] ? null : new(
        "Interrupt a call that fails twice in the same way, and say what differs",
        $"{last.RetryLoops} retry loops in {Counted(last.Sessions, "session")} since {last.First:yyyy-MM-dd}.");

    static Recommendation? PreventFailure(SystemHealth health) =>
        health.FailuresByClass is not [{ Value: >= 5 } most, ..] || most.Value < 0.03 * health.ToolCalls ? null : new(
            Remedy(most.Name),
            $"{most.Value} of {Counted(health.FailedCalls, "failed tool call")} were of the class {Words(most.Name)}; {Percent(health.FailedCalls, health.ToolCalls)} of {Counted(health.ToolCalls, "call")} failed.");

    static Recommendation? StartAfresh(Metrics metrics)
    {
        var (compactions, sessions) = (metrics.SystemHealth.Compactions, metrics.Summary.Sessions + metrics.Summary.AutomatedSessions);
        return compactions < 3 || compactions < 0.2 * sessions ? null : new(
            "Begin a new session for a new task",
            $"The context was compacted {compactions} times in {Counted(sessions, "session")}; what was said before is then known only in summary.");
    }

    static string Remedy(string failure) => Words(failure) switch
    {
        "command failed" => "Write the commands that work here, for build and tests, into CLAUDE.md",
        "permission denied" => "Allow the commands that you always approve in the settings",
        "user rejected" or "user interrupted" => "Ask for a plan first where calls are often turned down",
        "edit mismatch" or "stale file" => "Let files be read again before they are edited, and formatters run last",
        "not found" => "Name the folders that matter in CLAUDE.md, so that paths aren't guessed",
        "too large" => "Say which part of a large file matters, or split it",
        "network" => "Look after the network, or the servers that the tools call",
        _ => $"Look into the tool calls that fail: {Words(failure)}",
    };

    /// <summary>edit_mismatch and EditMismatch alike are "edit mismatch".</summary>
    static string Words(string name) => string.Concat(name.Select((letter, i) =>
        letter is '_' or '-' ? " " : char.IsUpper(letter) && i > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    static string Counted(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    static string Percent(int part, int whole) => whole == 0 ? "0 %" : $"{Math.Round(100.0 * part / whole, MidpointRounding.AwayFromZero)} %";
}
