using Debrief.Insights.Daily;
using Debrief.Profile;

namespace Debrief.Insights.Months;

/// <summary>What only a month tells.</summary>
/// <param name="Months">The eight months that end with it, oldest first.</param>
/// <param name="Weeks">Its friction week by week; the first and the last week may lie partly in other months.</param>
/// <param name="Skills">What the skills that were used gave, most used first.</param>
/// <param name="People">Who was met in which of those weeks, most often first.</param>
sealed record DeepDive(IReadOnlyList<MonthPoint> Months, IReadOnlyList<FrictionPoint> Weeks, IReadOnlyList<SkillReturn> Skills, IReadOnlyList<PersonWeeks> People)
{
    /// <param name="daysOf">The days of its eight months.</param>
    public static DeepDive Of(Period month, Func<Period, IReadOnlyList<DayInsights>> daysOf)
    {
        // Weeks with those days alone that are of the month.
        var weeks = WeeksOf(month).Select(week => (week.First, Days: daysOf(week.Within(month)))).ToList();
        return new(
            [.. month.Trend().Select(each => MonthPoint.Of(each.First, daysOf(each)))],
            [.. weeks.Select(week => FrictionPoint.Sum(week.First, week.Days))],
            SkillReturn.Of(daysOf(month)),
            PersonWeeks.Of([.. weeks.Select(week => (IReadOnlyList<DayPulse>)[.. week.Days.Select(day => day.Pulse)])]));
    }

    /// <summary>Those that have a day in it.</summary>
    public static IReadOnlyList<Period> WeeksOf(Period month)
    {
        var weeks = new List<Period> { Period.Weekly(month.First, month.TimeZone) };
        while (weeks[^1].End < month.End)
            weeks.Add(Period.Weekly(weeks[^1].End, month.TimeZone));
        return weeks;
    }
}

/// <summary>A month in a row of months.</summary>
/// <param name="Judged">Sessions whose alignment is known.</param>
/// <param name="Extracted">Sessions with facets.</param>
/// <param name="Achieved">Of those whose outcome is known, how many reached their goal fully or mostly.</param>
sealed record MonthPoint(DateOnly First, int Sessions, TimeSpan Active, int Aligned, int Judged, int Incidents, int Extracted, int Achieved, int Known)
{
    /// <summary>Corrections, loops and failed MCP calls; null without facets.</summary>
    public double? FrictionPerSession => Extracted == 0 ? null : (double)Incidents / Extracted;

    public double? AlignedPercent => Judged == 0 ? null : 100.0 * Aligned / Judged;

    public static MonthPoint Of(DateOnly first, IReadOnlyList<DayInsights> days)
    {
        var friction = FrictionPoint.Sum(first, days);
        var outcomes = Tally.Sum(days.Select(day => day.Outcomes));
        return new(first, days.Sum(day => day.Summary.Sessions), new(days.Sum(day => day.Summary.Active.Ticks)),
            days.Sum(day => day.PriorityAlignment.Counts[0].Value), days.Sum(day => day.PriorityAlignment.Judged),
            friction.Corrections + friction.RetryLoops + friction.McpFailures, friction.Sessions,
            outcomes.Where(outcome => outcome.Name is "fully_achieved" or "mostly_achieved").Sum(outcome => outcome.Value),
            outcomes.Where(outcome => outcome.Name != "unclear_from_transcript").Sum(outcome => outcome.Value));
    }
}

/// <summary>What the sessions that used a skill saved.</summary>
/// <param name="Saved">Null: nobody estimated it.</param>
sealed record SkillReturn(string Skill, int Sessions, TimeSaved? Saved)
{
    public static IReadOnlyList<SkillReturn> Of(IReadOnlyList<DayInsights> days)
    {
        var values = days.SelectMany(day => day.SkillValues).ToLookup(value => value.Skill, value => value.Value);
        return [.. SkillsGap.Sum([.. days.Select(day => day.SkillsGap)]).Used.Select(used => new SkillReturn(used.Name, used.Value, TimeSaved.Sum([.. values[used.Name]])))];
    }
}

/// <param name="Weeks">Sessions of the month that mention them, week by week.</param>
sealed record PersonWeeks(string Name, IReadOnlyList<int> Weeks)
{
    /// <param name="own">The person's sessions that ended in the month.</param>
    public static IReadOnlyList<PersonWeeks> Of(IReadOnlyList<Period> weeks, IReadOnlyList<PastSession> own, UserProfile profile) =>
        Of([.. weeks.Select(week => (IReadOnlyList<DayPulse>)[DayPulse.Of(own.EndedIn(week), profile)])]);

    public static IReadOnlyList<PersonWeeks> Of(IReadOnlyList<IReadOnlyList<DayPulse>> weeks) =>
        [.. weeks.SelectMany((days, week) => days.SelectMany(day => day.People).Select(mentions => (Week: week, mentions.Person, mentions.Sessions)))
            .GroupBy(mentions => mentions.Person)
            .Select(group => new PersonWeeks(group.Key, [.. weeks.Select((_, week) => group.Where(mentions => mentions.Week == week).Sum(mentions => mentions.Sessions))]))
            .OrderByDescending(person => person.Weeks.Sum())
            .ThenBy(person => person.Name, StringComparer.Ordinal)];
}
