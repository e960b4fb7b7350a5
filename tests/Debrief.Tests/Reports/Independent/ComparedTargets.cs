using System.Data.Common;
using Dapper;
using Debrief.Insights;
using Debrief.Reports;

namespace Debrief.Tests.Reports.Independent;

/// <summary>What became of what the month before recommended, by the figures of both.</summary>
static class ComparedTargets
{
    /// <returns>How many targets there were.</returns>
    public static async Task<int> CompareAsync(Comparison check, DbConnection db, Period month)
    {
        var (now, before) = (new PlainFigures(db, month), new PlainFigures(db, month.Before));
        var given = (await db.QueryAsync<(string Metric, long Value)>("select metric, cast(value as integer) from recommendations where period_type = 'monthly' and first_period = @first", new { first = $"{month.Before.First:yyyy-MM-dd}" })).ToList();
        foreach (var (metric, value) in given)
        {
            var (then, count, name) = (await FigureAsync(before, metric), await FigureAsync(now, metric), Headlines.Capital(FollowUps.Name(metric)));
            check.Same($"{metric} when it was recommended", $"{then}", $"{value}");
            var target = then!.Value / 2;
            check.Either(count is { } known
                ? $"{name}: at most {Shown(target)} was the target, from {Shown(then.Value)}; it is {Shown(known)}: {(known <= target ? "reached" : known < then ? "better, not reached" : "not reached")}."
                : $"{name}: at most {Shown(target)} was the target; unknown this month.");
            check.Either(count is null ? $"{FollowUps.Name(metric)} {Shown(then.Value)} then, unknown now"
                : count == then ? $"{FollowUps.Name(metric)} unchanged at {Shown(count.Value)}"
                : $"{FollowUps.Name(metric)} from {Shown(then.Value)} to {Shown(count.Value)}");

            string Shown(long figure) => FollowUps.Number(metric, figure);
        }
        return given.Count;
    }

    /// <returns>Null: none of its sessions could be judged.</returns>
    static async Task<long?> FigureAsync(PlainFigures of, string metric) => metric.Split(':') switch
    {
        ["skill_missed", var skill] => await of.CountAsync("count(skills_missed)") == 0 ? null : await of.CountAsync("count(distinct own.id)", "own, json_each(own.skills_missed) as skill", $"skill.value = '{skill}'"),
        ["failures", var failure] => await of.SumAsync("tool.value", "ended, json_each(ended.tools) as tool") is null ? null : await of.SumAsync("each.value", "ended, json_each(ended.tool_failures) as each", $"each.key = '{failure}'") ?? 0,
        ["misunderstandings"] => await of.CountAsync("count(friction_counts)") == 0 ? null : await of.SumAsync("json_extract(friction_counts, '$.misunderstanding')") ?? 0,
        ["retry_loops"] => await of.SumAsync("loops"),
        ["compactions"] => await of.SumAsync("compactions", "ended"),
        ["facets_missing"] => await of.SumAsync("extractor is null", "ended", "message_count > 5"),
        ["drift_percent"] => await of.CountAsync("cast(round(100.0 * sum(priority_alignment = 'drift') / count(*)) as integer)", where: "priority_alignment in ('aligned', 'supportive', 'neutral', 'drift')"),
        _ => throw new InvalidOperationException($"Nothing here reckons {metric}."),
    };
}
