using Debrief.Profile;

namespace Debrief.Insights.Months;

/// <summary>What only a month tells.</summary>
/// <param name="Months">The eight months that end with it, oldest first.</param>
/// <param name="Weeks">Its friction week by week; the first and the last week may lie partly in other months.</param>
/// <param name="Skills">What the skills that were used gave, most used first.</param>
/// <param name="People">Who was met in which of those weeks, most often first.</param>
sealed record DeepDive(IReadOnlyList<MonthPoint> Months, IReadOnlyList<FrictionPoint> Weeks, IReadOnlyList<SkillReturn> Skills, IReadOnlyList<PersonWeeks> People)
{
    /// <param name="persons">The person's sessions, eight months back, in the order of their end.</param>
    public static DeepDive Of(Period month, IReadOnlyList<PastSession> persons, UserProfile profile)
    {
        var own = persons.EndedIn(month);
        var weeks = WeeksOf(month);
        return new(
            [.. month.Trend().Select(each => MonthPoint.Of(each, persons))],
            [.. weeks.Select(week => FrictionPoint.Of(week.First, own.EndedIn(week)))],
            SkillReturn.Of(own),
            PersonWeeks.Of(weeks, own, profile));
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

    public static MonthPoint Of(Period month, IReadOnlyList<PastSession> persons)
    {
        var own = persons.EndedIn(month);
        var friction = FrictionPoint.Of(month.First, own);
        var outcomes = own.Select(session => session.Facet?.Outcome).Where(outcome => outcome is not (null or "unclear_from_transcript")).ToList();
        return new(month.First, own.Count, persons.ActiveIn(month),
            own.Count(session => session.Alignment == "aligned"), own.Count(session => session.Alignment is not null),
            friction.Corrections + friction.RetryLoops + friction.McpFailures, friction.Sessions,
            outcomes.Count(outcome => outcome is "fully_achieved" or "mostly_achieved"), outcomes.Count);
    }
}

/// <summary>What the sessions that used a skill saved.</summary>
/// <param name="Saved">Null: nobody estimated it.</param>
sealed record SkillReturn(string Skill, int Sessions, TimeSaved? Saved)
{
    public static IReadOnlyList<SkillReturn> Of(IReadOnlyList<PastSession> own) =>
        [.. SkillsGap.Of(own).Used.Select(used => new SkillReturn(used.Name, used.Value, TimeSaved.From(used.Value,
            [.. own.Where(session => (session.Facet?.SkillsUsed ?? [.. session.Facts.SkillsUsed.Keys]).Contains(used.Name)).Select(session => session.Facet).OfType<Facets.SessionFacet>()])))];
}

/// <param name="Weeks">Sessions of the month that mention them, week by week.</param>
sealed record PersonWeeks(string Name, IReadOnlyList<int> Weeks)
{
    public static IReadOnlyList<PersonWeeks> Of(IReadOnlyList<Period> weeks, IReadOnlyList<PastSession> own, UserProfile profile) =>
        [.. weeks.SelectMany((week, i) => own.EndedIn(week).SelectMany(session => (session.Facet?.PeopleMentioned ?? []).Select(name => profile.NameOf(name)).Distinct()).Select(person => (Person: person, Week: i)))
            .GroupBy(mention => mention.Person)
            .Select(group => new PersonWeeks(group.Key, [.. weeks.Select((_, i) => group.Count(mention => mention.Week == i))]))
            .OrderByDescending(person => person.Weeks.Sum())
            .ThenBy(person => person.Name, StringComparer.Ordinal)];
}
