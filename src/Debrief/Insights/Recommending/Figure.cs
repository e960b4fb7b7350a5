namespace Debrief.Insights.Recommending;

/// <summary>The figures that recommendations are to move, by name.</summary>
static class Figure
{
    /// <returns>Null: it isn't known in this period.</returns>
    public static double? Of(string metric, Metrics metrics)
    {
        var (name, of) = metric.Split(':', 2) is [var first, var second] ? (first, second) : (metric, "");
        return name switch
        {
            "facets_missing" => metrics.Coverage.Eligible == 0 ? null : metrics.Coverage.Eligible - metrics.Coverage.Extracted,
            "skill_missed" => metrics.SkillsGap.Judged == 0 ? null : CountOf(metrics.SkillsGap.Missed, of),
            "retry_loops" => metrics.Friction.Sessions == 0 ? null : metrics.Friction.RetryLoops,
            "misunderstandings" => metrics.TopFriction.Sessions == 0 ? null : CountOf(metrics.TopFriction.ByKind, "misunderstanding"),
            "drift_percent" => metrics.PriorityAlignment.Judged == 0 ? null : Math.Round(100.0 * metrics.PriorityAlignment.Counts[^1].Value / metrics.PriorityAlignment.Judged, MidpointRounding.AwayFromZero),
            "failures" => metrics.SystemHealth.ToolCalls == 0 ? null : CountOf(metrics.SystemHealth.FailuresByClass, of),
            "compactions" => metrics.Coverage.Eligible == 0 ? null : metrics.SystemHealth.Compactions,
            _ => null,
        };
    }

    public static int CountOf(IReadOnlyList<Count> counts, string name) => counts.FirstOrDefault(count => count.Name == name)?.Value ?? 0;
}
