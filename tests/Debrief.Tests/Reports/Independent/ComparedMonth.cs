using System.Data.Common;
using Debrief.Insights;
using Debrief.Reports;
using static Debrief.Reports.Figures;

namespace Debrief.Tests.Reports.Independent;

/// <summary>What only the report of a month says.</summary>
static class ComparedMonth
{
    const string Judged = "priority_alignment in ('aligned', 'supportive', 'neutral', 'drift')";
    const string Known = "outcome is not null and outcome <> 'unclear_from_transcript'";

    public static async Task CompareAsync(Comparison check, DbConnection db, Period month)
    {
        if (month.Type != "monthly")
            return;
        await MonthsAsync(check, db, month);
        var weeks = WeeksOf(month);
        foreach (var (first, days) in weeks)
        {
            var cells = await FrictionAsync(new(db, days));
            check.Row("Friction Week by Week", $"{first:d MMM}", cells);
            check.Html($"{first:d MMM} {string.Join(' ', cells)} ");
        }
        await PeopleAsync(check, new(db, month), [.. weeks.Select(week => new PlainFigures(db, week.Days))]);
        await SkillsAsync(check, new(db, month));
        await TargetAsync(check, new(db, month));
    }

    static async Task MonthsAsync(Comparison check, DbConnection db, Period month)
    {
        var begun = false;
        foreach (var figures in Enumerable.Range(-7, 8).Select(back => Period.Monthly(month.First.AddMonths(back), month.TimeZone)).Select(each => (each.First, Of: new PlainFigures(db, each))))
        {
            var (sessions, judged, known) = (await figures.Of.CountAsync("count(*)"), await figures.Of.CountAsync("count(*)", where: Judged), await figures.Of.CountAsync("count(*)", where: Known));
            begun |= sessions > 0;
            if (!begun)
                continue;
            var friction = await FrictionAsync(figures.Of);
            string[] cells =
            [
                Number(sessions), Time(TimeSpan.FromMilliseconds(await figures.Of.ActiveAsync())),
                judged == 0 ? "unknown" : $"{Percent(100.0 * await figures.Of.CountAsync("count(*)", where: "priority_alignment = 'aligned'") / judged)} of {judged}",
                friction[1] == "0" ? "unknown" : $"{friction[0]} over {friction[1]}",
                known == 0 ? "unknown" : $"{await figures.Of.CountAsync("count(*)", where: "outcome in ('fully_achieved', 'mostly_achieved')")} of {known}",
            ];
            check.Row("Month by Month", $"{figures.First:MMM yyyy}", cells);
            check.Html($"{figures.First:MMM yyyy} {string.Join(' ', cells)} ");
        }
    }

    /// <summary>Mondays, with the days of the month in the week that each begins.</summary>
    static List<(DateOnly First, Period Days)> WeeksOf(Period month)
    {
        var monday = month.First.AddDays(-(((int)month.First.DayOfWeek + 6) % 7));
        return [.. Enumerable.Range(0, 6).Select(week => monday.AddDays(7 * week)).Where(first => first < month.End)
            .Select(first => (first, Period.Custom(first < month.First ? month.First : first, first.AddDays(7) > month.End ? month.End : first.AddDays(7), month.TimeZone)))];
    }

    /// <summary>Per session, sessions, corrections, loops, failed MCP calls, cut short.</summary>
    static async Task<string[]> FrictionAsync(PlainFigures figures)
    {
        var of = await figures.CountAsync("count(extractor)");
        var sums = new List<long>();
        foreach (var column in new[] { "course_corrections", "loops", "failed_mcp", "session_cut_short" })
            sums.Add(await figures.SumAsync(column, where: "extractor is not null") ?? 0);
        return [of == 0 ? "–" : Rate((double)(sums[0] + sums[1] + sums[2]) / of), Number(of), .. sums.Select(sum => Number(sum))];
    }

    static async Task PeopleAsync(Comparison check, PlainFigures month, IReadOnlyList<PlainFigures> weeks)
    {
        const string people = "own, json_each(own.people_mentioned) as name join called on called.name = name.value";
        foreach (var (person, _) in (await month.TallyAsync("called.person", "count(distinct own.id)", people)).Take(20))
        {
            var cells = new List<string>();
            foreach (var week in weeks)
                cells.Add(Number((await week.TallyAsync("called.person", "count(distinct own.id)", people)).FirstOrDefault(each => each.Name == person).Value));
            check.Row("People by Week", person, [.. cells]);
            check.Html($"{person} {string.Join(' ', cells)} ");
        }
    }

    static async Task SkillsAsync(Comparison check, PlainFigures month)
    {
        var (cost, saved) = ((await month.SpentAsync()).Cost, await month.CountAsync($"cast(round(sum(minutes * {PlainFigures.Reached})) as integer)", where: "minutes is not null"));
        var (low, all, with) = (Math.Round(saved / 2.0, MidpointRounding.AwayFromZero), await month.CountAsync("count(*)"), await month.CountAsync("count(minutes)"));
        check.Either($"{Dollars(cost)} were spent on everything, automated sessions too, by list prices");
        if (saved > 0)
            check.Either($"{Time(TimeSpan.FromMinutes(low))} to {Time(TimeSpan.FromMinutes(saved))} saved in {with} of {Counted(all, "session")} of yours");
        if (saved > 0 && cost > 0)
            check.Either($": {Dollars(cost / (saved / 60.0))} to {Dollars(cost / (low / 60.0))} for an hour saved{(with < all ? ", less if the others saved any" : "")}.");
        const string used = "own, json_each(coalesce(own.facet_skills, (select json_group_array(key) from json_each(own.skills_used)))) as skill";
        foreach (var (skill, count) in (await month.TallyAsync("skill.value", "count(distinct own.id)", used)).Take(12))
        {
            var estimated = await month.CountAsync("count(distinct own.id)", used, $"skill.value = '{skill}' and minutes is not null");
            var high = await month.CountAsync($"cast(round(sum(minutes * {PlainFigures.Reached})) as integer)", $"(select distinct own.id, own.minutes, own.outcome from {used} where skill.value = '{skill}' and minutes is not null)");
            var range = high == 0 ? Time(TimeSpan.Zero) : $"{Time(TimeSpan.FromMinutes(Math.Round(high / 2.0, MidpointRounding.AwayFromZero)))} to {Time(TimeSpan.FromMinutes(high))}";
            check.Row("What It Cost and Saved", $"/{skill}", Counted(count, "session"), estimated == 0 ? "unknown" : $"{range} in {estimated} of {count}");
        }
    }

    /// <summary>The skill that was missed most is always among what is recommended.</summary>
    static async Task TargetAsync(Comparison check, PlainFigures month)
    {
        if ((await month.TallyAsync("skill.value", "count(distinct own.id)", "own, json_each(own.skills_missed) as skill")) is [{ Value: >= 2 } most, ..])
            check.Either($"Sessions that missed /{most.Name}: at most {most.Value / 2}, from {most.Value} this month.");
    }
}
