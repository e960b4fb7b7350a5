using Debrief.Insights.Recommending;

namespace Debrief.Reports;

/// <summary>What became of earlier recommendations, in a line each.</summary>
static class FollowUps
{
    public static IReadOnlyList<string> Of(ReportText text) => [.. text.Now.FollowUps.Select(Told)];

    static string Told(FollowUp followed) =>
        $"{Foreign.Plain(followed.Title, Foreign.Sentence).TrimEnd('.')} (since {followed.Since:d MMMM}): {Status(followed.Status)}; {Figure(followed)}.";

    static string Status(string status) => status switch
    {
        "taken_up" => "taken up",
        "ignored" => "not taken up",
        "resolved" => "resolved, and not recommended any more",
        "returned" => "was resolved and is back",
        _ => "whether it was taken up can't be told",
    };

    static string Figure(FollowUp followed) => followed.Now is not { } now
        ? $"{Name(followed.Metric)} {Number(followed.Metric, followed.Then)} then, unknown now"
        : now == followed.Then ? $"{Name(followed.Metric)} unchanged at {Number(followed.Metric, now)}"
        : $"{Name(followed.Metric)} from {Number(followed.Metric, followed.Then)} to {Number(followed.Metric, now)}";

    /// <summary>The figure that it was to move, in words.</summary>
    public static string Name(string metric) => metric.Split(':', 2) switch
    {
        ["facets_missing", ..] => "sessions without facets",
        ["skill_missed", var skill] => $"sessions that missed {Headlines.SkillName(skill)}",
        ["retry_loops", ..] => "retry loops",
        ["drift_percent", ..] => "sessions adrift",
        ["failures", var failure] => $"calls that failed with {Foreign.Words(failure)}",
        var other => Foreign.Words(other[0]),
    };

    public static string Number(string metric, double value) => metric == "drift_percent" ? Figures.Percent(value) : Figures.Number((long)value);
}
