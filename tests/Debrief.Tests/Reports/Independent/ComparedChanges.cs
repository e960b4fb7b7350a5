using Debrief.Reports;
using static Debrief.Reports.Figures;

namespace Debrief.Tests.Reports.Independent;

/// <summary>What has changed since the period before.</summary>
static class ComparedChanges
{
    const string Judged = "priority_alignment in ('aligned', 'supportive', 'neutral', 'drift')";

    public static async Task CompareAsync(Comparison check, PlainFigures now, PlainFigures before)
    {
        if (await before.CountAsync("count(*)") == 0)
            return;
        await FigureAsync("Sessions", figures => figures.CountAsync("count(*)"));
        await FigureAsync("Commits", async figures => (await figures.SumAsync("commits"))!.Value);
        var (active, activeBefore) = (TimeSpan.FromMilliseconds(await now.ActiveAsync()), TimeSpan.FromMilliseconds(await before.ActiveAsync()));
        Figure("Active time", Time(active), Change.Time(active, activeBefore));
        var (cost, costBefore) = ((await now.SpentAsync()).Cost, (await before.SpentAsync()).Cost);
        Figure("Cost (estimate)", Dollars(cost), Change.Dollars(cost, costBefore));
        if (await now.SumAsync("artifacts_created") is { } artifacts && await before.SumAsync("artifacts_created") is { } artifactsBefore)
            Figure("Artifacts created", Number(artifacts), Change.Count((int)artifacts, (int)artifactsBefore));
        await RatesAsync(check, now, before);
        await CountsAsync(check, now, before);

        async Task FigureAsync(string label, Func<PlainFigures, Task<long>> of) => Figure(label, Number(await of(now)), Change.Count((int)await of(now), (int)await of(before)));

        void Figure(string label, string value, Change change) => check.Row("At a Glance", label, value, change.ToString());
    }

    static async Task RatesAsync(Comparison check, PlainFigures now, PlainFigures before)
    {
        var (judged, judgedBefore) = (await now.CountAsync("count(*)", where: Judged), await before.CountAsync("count(*)", where: Judged));
        if (judged > 0 && judgedBefore > 0)
        {
            var (share, shareBefore) = (100.0 * await Aligned(now) / judged, 100.0 * await Aligned(before) / judgedBefore);
            check.Row("At a Glance", "Aligned", Percent(share), $"{Change.Points(share, shareBefore, (int)judgedBefore, Better.More)}");
        }

        var (of, ofBefore) = (await now.CountAsync("count(extractor)"), await before.CountAsync("count(extractor)"));
        if (of > 0 && ofBefore > 0)
        {
            var (events, eventsBefore) = ((await Events(now))!.Value, (await Events(before))!.Value);
            var change = Change.Rate((double)events / of, (double)eventsBefore / ofBefore, (int)eventsBefore, Better.Less);
            check.Row("At a Glance", "Friction per session", Rate((double)events / of), $"{change}");
        }
        await TopFrictionAsync(check, now, before, of, ofBefore);

        static Task<long> Aligned(PlainFigures figures) => figures.CountAsync("count(*)", where: "priority_alignment = 'aligned'");
        static Task<long?> Events(PlainFigures figures) => figures.SumAsync("course_corrections + loops + failed_mcp");
    }

    static async Task TopFrictionAsync(Comparison check, PlainFigures now, PlainFigures before, long of, long ofBefore)
    {
        var rows = new List<(string Name, long Now, long Before)>();
        foreach (var (name, column) in new[] { ("Course corrections", "course_corrections"), ("Retry loops", "loops"), ("Failed MCP calls", "failed_mcp") })
            rows.Add((name, await now.SumAsync(column) ?? 0, await before.SumAsync(column) ?? 0));
        var most = rows.MaxBy(row => row.Now);
        if (of > 0 && most.Now == 0)
            check.Discord($"Top Friction:** none in {Counted(of, "session")}");
        else if (of > 0 && ofBefore == 0)
            check.Discord($"Top Friction:** {most.Name}, {Counted(most.Now, "time")} in {Counted(of, "session")}");
        else if (of > 0)
            check.Discord($"Top Friction:** {most.Name} per session {Change.Rate((double)most.Now / of, (double)most.Before / ofBefore, (int)most.Before, Better.Less).Words.Replace(" %", "%")}");
    }

    static async Task CountsAsync(Comparison check, PlainFigures now, PlainFigures before)
    {
        foreach (var (label, of) in new (string, Func<PlainFigures, Task<long>>)[]
        {
            ("Automated sessions", figures => figures.CountAsync("count(*)", "ended", "starter not in ('user-interactive', 'discord-mention')")),
            ("Tool calls", async figures => await figures.SumAsync("tool.value", "ended, json_each(ended.tools) as tool") ?? 0),
            ("Failed tool calls", async figures => await figures.SumAsync("failure.value", "ended, json_each(ended.tool_failures) as failure", "replace(lower(failure.key), '_', '') not in ('cascade', 'userrejected', 'userinterrupted')") ?? 0),
        })
            check.Row("System Health", label, Number(await of(now)), $"{Change.Difference((int)await of(now), (int)await of(before))}");
        foreach (var (label, column, better) in new[] { ("Compactions", "compactions", Better.Less), ("API errors", "api_errors", Better.Less), ("Failed MCP calls", "mcp_failures", Better.Less), ("Sub-agents", "sub_agents", Better.Neither), ("Sessions cut short", "cut_short", Better.Less) })
        {
            var (count, then) = (await now.SumAsync(column, "ended") ?? 0, await before.SumAsync(column, "ended") ?? 0);
            check.Row("System Health", label, Number(count), $"{Change.Difference((int)count, (int)then, better)}");
        }
        if (await before.CountAsync("count(skills_missed)") == 0)
            return;
        const string missed = "own, json_each(own.skills_missed) as skill";
        var earlier = (await before.TallyAsync("skill.value", "count(distinct own.id)", missed)).ToDictionary(each => each.Name, each => each.Value);
        foreach (var (skill, count) in (await now.TallyAsync("skill.value", "count(distinct own.id)", missed)).Take(12))
            check.Row("Skills Gap Alert", $"/{skill}", Number(count), $"{Change.Difference((int)count, (int)earlier.GetValueOrDefault(skill), Better.Less)}");
    }
}
