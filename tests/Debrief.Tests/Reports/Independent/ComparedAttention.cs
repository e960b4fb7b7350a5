using Debrief.Insights;
using Debrief.Profile;
using static Debrief.Reports.Figures;

namespace Debrief.Tests.Reports.Independent;

/// <summary>Attention by business, how it was aligned and in which projects; the unknown business is one of them.</summary>
static class ComparedAttention
{
    const string Section = "Where Your Attention Went";

    static readonly (string Word, string Where)[] s_degrees =
    [
        ("aligned", "f.priority_alignment = 'aligned'"), ("supportive", "f.priority_alignment = 'supportive'"), ("neutral", "f.priority_alignment = 'neutral'"), ("drift", "f.priority_alignment = 'drift'"),
        ("not judged", "coalesce(f.priority_alignment, '') not in ('aligned', 'supportive', 'neutral', 'drift')"),
    ];

    public static async Task CompareAsync(Comparison check, PlainFigures now, PlainFigures before, bool isComparable, UserProfile profile)
    {
        foreach (var (name, of) in profile.Businesses.Select(business => (business.Name, $"business = '{business.Slug}'")).Append(("Unknown", "business is null")))
        {
            var (time, sessions, tokens) = (await ActiveAsync(now, of), await now.CountAsync("count(*)", where: of), (await now.SpentAsync($"w.{of}")).Tokens);
            if (time.Ticks + sessions + tokens == 0)
                continue;
            var parts = new List<string>();
            foreach (var (word, where) in s_degrees)
                if (await ActiveAsync(now, $"{of} and {where}") is { Ticks: > 0 } part)
                    parts.Add($"{word} {Time(part)}");
            var figures = $"{Counted(sessions, "session")} · {Tokens(tokens)} tokens";
            var change = isComparable ? Debrief.Reports.Change.Difference(time, await ActiveAsync(before, of)).ToString() : "";
            check.Row(Section, name, Time(time), change, figures, string.Join(", ", parts));
            check.Html($"{name} {Time(time)} {figures}");
            if (parts.Count > 0)
                check.Html(string.Join(" · ", parts));
            await ProjectsAsync(check, now, name, of);
        }
    }

    static async Task ProjectsAsync(Comparison check, PlainFigures now, string business, string of)
    {
        var all = new List<(string? Name, TimeSpan Active, long Sessions, long Tokens)>();
        foreach (var project in await now.ProjectsAsync(of))
        {
            var where = project is null ? "w.place is null" : $"w.place = '{project}'";
            var (time, sessions, tokens) = (await ActiveAsync(now, $"{of} and {where}"), await now.CountAsync("count(*)", "own as w", $"w.{of} and {where}"), (await now.SpentAsync($"w.{of} and {where}")).Tokens);
            if (time.Ticks + sessions + tokens > 0)
                all.Add((project, time, sessions, tokens));
        }
        var shown = all.OrderBy(each => each.Name is null).ThenByDescending(each => each.Active).ThenByDescending(each => each.Sessions).ThenByDescending(each => each.Tokens).ThenBy(each => each.Name, StringComparer.Ordinal).Take(5);
        foreach (var (project, time, sessions, tokens) in shown)
        {
            var figures = $"{Counted(sessions, "session")} · {Tokens(tokens)} tokens";
            check.Html($"{project ?? "no project"} {Time(time)} · {figures}");
            check.Markdown($"| {project ?? "no project"} | {business} | {Time(time)} | {figures} |");
        }
        if (all.Count > 5)
            check.Markdown($"| and {all.Count - 5} more | {business} |");
    }

    static async Task<TimeSpan> ActiveAsync(PlainFigures figures, string of) => TimeSpan.FromMilliseconds(await figures.ActiveAsync($"w.{of}"));
}
