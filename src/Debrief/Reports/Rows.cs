using Debrief.Insights;
using static Debrief.Reports.Figures;

namespace Debrief.Reports;

/// <param name="Value">A count.</param>
public sealed record Row(string Name, int Value, Change? Change = null);

/// <param name="Parts">Its time by alignment, in the order in which bars are drawn, without what got none.</param>
sealed record AttentionRow(string Name, TimeSpan Active, string Figures, Change? Change, IReadOnlyList<(string Alignment, TimeSpan Active)> Parts)
{
    /// <summary>The biggest of the business.</summary>
    public IReadOnlyList<ProjectRow> Projects { get; init; } = [];

    /// <summary>"and 3 more", or nothing.</summary>
    public string? MoreProjects { get; init; }
}

sealed record ProjectRow(string Name, TimeSpan Active, string Figures);

/// <summary>The rows of the tables and charts, the same in every format.</summary>
static class Rows
{
    /// <summary>A table longer than this isn't read; the rest is counted.</summary>
    public const int Most = 12;

    public const int MostPeople = 20;

    public static readonly string[] Alignments = ["aligned", "supportive", "neutral", "drift", "unknown"];

    /// <summary>The word for people: no priority names its business, or nobody could tell.</summary>
    public static string Judgement(string alignment) => alignment == "unknown" ? "not judged" : alignment;

    public static IReadOnlyList<AttentionRow> Attention(ReportText text) => [.. text.Now.AttentionMap.Take(Most).Select(now =>
    {
        var before = text.Before.AttentionMap.FirstOrDefault(b => b.Business == now.Business);
        var change = text.Comparable ? Change.Difference(now.Active, before?.Active ?? TimeSpan.Zero) : null;
        var parts = Alignments.Select(a => (a, now.ActiveByAlignment.GetValueOrDefault(a))).Where(p => p.Item2 > TimeSpan.Zero);
        return new AttentionRow(ReportText.BusinessName(now), now.Active, Spent(now.Sessions, now.Tokens), change, [.. parts])
        {
            Projects = [.. now.Projects.Select(each => new ProjectRow(each.Project is { } name ? Foreign.Called(name) : "no project", each.Active, Spent(each.Sessions, each.Tokens)))],
            MoreProjects = More(now.Projects.Count + now.MoreProjects, now.Projects.Count),
        };
    })];

    static string Spent(int sessions, long tokens) => $"{Counted(sessions, "session")} · {Tokens(tokens)} tokens";

    /// <summary>How the sessions were judged, those that couldn't be included.</summary>
    public static IReadOnlyList<Row> Judged(ReportText text)
    {
        var (now, before) = (text.Now.PriorityAlignment, text.Before.PriorityAlignment);
        var rows = now.Counts.Select((count, i) => new Row(Foreign.Words(count.Name), count.Value,
            before.Judged == 0 || i >= before.Counts.Count ? null : Change.Difference(count.Value, before.Counts[i].Value, count.Name switch
            {
                "aligned" => Better.More,
                "drift" => Better.Less,
                _ => Better.Neither,
            })));
        return [.. rows, .. now.Of > now.Judged ? new[] { new Row("not judged", now.Of - now.Judged) } : []];
    }

    /// <summary>Sessions by the priority that they served; a stated priority that got none says so.</summary>
    public static IReadOnlyList<Row> Priorities(ReportText text)
    {
        var (now, before) = (text.Now.PriorityAlignment, text.Before.PriorityAlignment);
        if (now.Judged == 0)
            return [];
        var unserved = text.StatedPriorities.Where(p => now.Matched.All(m => m.Priority != p.Slug)).Select(p => new Matched(p.Slug, p.Name, 0));
        return [.. now.Matched.Concat(unserved).Take(Most).Select(m => new Row(Foreign.Called(m.Name), m.Sessions,
            before.Judged == 0 ? null : Change.Difference(m.Sessions, before.Matched.FirstOrDefault(b => b.Priority == m.Priority)?.Sessions ?? 0)))];
    }

    public static IReadOnlyList<Row> Outcomes(ReportText text) => [.. text.Now.Outcomes.Where(o => o.Value > 0).Select(o =>
        new Row(Outcome(o.Name), o.Value))];

    public static IReadOnlyList<Row> MissedSkills(ReportText text) => [.. text.Now.SkillsGap.Missed.Take(Most).Select(missed => new Row(
        Headlines.SkillName(missed.Name), missed.Value, text.Before.SkillsGap.Judged == 0 ? null
            : Change.Difference(missed.Value, text.Before.SkillsGap.Missed.FirstOrDefault(b => b.Name == missed.Name)?.Value ?? 0, Better.Less)))];

    public static IReadOnlyList<Row> UsedSkills(ReportText text) => [.. text.Now.SkillsGap.Used.Take(Most).Select(u => new Row(Headlines.SkillName(u.Name), u.Value))];

    /// <summary>What the friction per session is made of.</summary>
    public static IReadOnlyList<Row> Friction(ReportText text)
    {
        if (text.Now.Friction is not { Sessions: > 0 } now)
            return [];
        var before = text.Before.Friction is { Sessions: > 0 } point ? point : null;
        return
        [
            Row("Course corrections", p => p.Corrections),
            Row("Retry loops", p => p.RetryLoops),
            Row("Failed MCP calls", p => p.McpFailures),
            Row("Sessions cut short", p => p.CutShort),
        ];

        Row Row(string name, Func<FrictionPoint, int> count) =>
            new(name, count(now), before is null ? null : Change.Difference(count(now), count(before), Better.Less));
    }

    public static IReadOnlyList<Row> Health(ReportText text)
    {
        var (now, before) = (text.Now.SystemHealth, text.Before.SystemHealth);
        return
        [
            new("Automated sessions", text.Now.Summary.AutomatedSessions, Compared(text.Now.Summary.AutomatedSessions, text.Before.Summary.AutomatedSessions, Better.Neither)),
            new("Sub-agents", text.Now.Summary.SubAgents, Compared(text.Now.Summary.SubAgents, text.Before.Summary.SubAgents, Better.Neither)),
            new("Tool calls", now.ToolCalls, Compared(now.ToolCalls, before.ToolCalls, Better.Neither)),
            new("Failed tool calls", now.FailedCalls, Compared(now.FailedCalls, before.FailedCalls)),
            new("Failed MCP calls", now.McpFailures, Compared(now.McpFailures, before.McpFailures)),
            new("API errors", now.ApiErrors, Compared(now.ApiErrors, before.ApiErrors)),
            new("Compactions", now.Compactions, Compared(now.Compactions, before.Compactions)),
            new("Sessions cut short", now.CutShort, Compared(now.CutShort, before.CutShort)),
        ];

        Change? Compared(int now, int before, Better better = Better.Less) => text.Comparable ? Change.Difference(now, before, better) : null;
    }

    /// <summary>What began the automated sessions.</summary>
    public static IReadOnlyList<Row> Automated(ReportText text) => [.. text.Now.SystemHealth.AutomatedBy.Take(Most).Select(begun => new Row(begun.Name == "sdk" ? "a program (SDK)" : Foreign.Words(begun.Name), begun.Value))];

    public static IReadOnlyList<Row> Failures(ReportText text) => [.. text.Now.SystemHealth.FailuresByClass.Where(f => f.Value > 0).Take(8).Select(f => new Row(Headlines.Capital(Foreign.Words(f.Name)), f.Value))];

    /// <summary>Of those that were extracted, which is only done where somebody asks for it.</summary>
    public static IReadOnlyList<Row> SubAgents(ReportText text) => [.. text.Now.SystemHealth.SubAgentOutcomes.Take(Most).Select(outcome => new Row(Outcome(outcome.Name), outcome.Value))];

    static string Outcome(string name) => Foreign.Words(name == ReportText.Unclear ? "unclear" : name);

    /// <summary>"and 3 more", or nothing.</summary>
    public static string? More(int all, int shown = Most) => all > shown ? $"and {Number(all - shown)} more" : null;
}
