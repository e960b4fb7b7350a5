using Debrief.Insights.Daily;
using Debrief.Profile;

namespace Debrief.Insights;

/// <param name="People">Those mentioned in the period, most often first.</param>
/// <param name="ProactivePercent">Share of proactive among the sessions with an outreach of known type; null without one.</param>
/// <param name="OutreachSessions">What that share is of.</param>
/// <param name="Judged">Sessions whose people could be told.</param>
sealed record RelationshipPulse(IReadOnlyList<PersonPulse> People, double? ProactivePercent, int OutreachSessions, int Judged)
{
    public const int WeeksShown = 6;

    /// <param name="persons">The person's sessions, six weeks back, in the order of their end.</param>
    public static RelationshipPulse Of(Period period, IReadOnlyList<PastSession> persons, UserProfile profile) =>
        Of(period, part => [DayPulse.Of(persons.EndedIn(part), profile)]);

    /// <param name="pulsesOf">Of the days of the period and of the last six weeks.</param>
    public static RelationshipPulse Of(Period period, Func<Period, IReadOnlyList<DayPulse>> pulsesOf)
    {
        var days = pulsesOf(period);
        var outreach = days.Sum(day => day.Outreach);
        return new(
            PeopleOf(days, [.. period.Weeks(WeeksShown).Select(pulsesOf)]),
            outreach == 0 ? null : 100.0 * days.Sum(day => day.Proactive) / outreach,
            outreach,
            days.Sum(day => day.Judged));
    }

    static List<PersonPulse> PeopleOf(IReadOnlyList<DayPulse> days, IReadOnlyList<IReadOnlyList<DayPulse>> weeks)
    {
        var inPeriod = Mentions(days);
        var inWeeks = weeks.Select(Mentions).ToList();
        return [.. inPeriod.Values
            .Select(mentions => PulseOf(mentions, [.. inWeeks.Select(week => week.GetValueOrDefault(mentions.Person))]))
            .OrderByDescending(person => person.Mentions)
            .ThenBy(person => person.Name, StringComparer.Ordinal)];
    }

    static PersonPulse PulseOf(DayMentions inPeriod, IReadOnlyList<DayMentions?> weeks)
    {
        // The last week ends with the period: what a short period doesn't tell, the weeks before it may.
        var lastAction = inPeriod.Action ?? weeks.OfType<DayMentions>().LastOrDefault(week => week.Action is not null)?.Action;
        return new(inPeriod.Person, inPeriod.Sessions, [.. weeks.Select(week => week?.Sessions ?? 0)], inPeriod.Last, lastAction) { Proactive = inPeriod.Proactive, Reactive = inPeriod.Reactive };
    }

    static Dictionary<string, DayMentions> Mentions(IReadOnlyList<DayPulse> days)
    {
        var people = new Dictionary<string, DayMentions>();
        foreach (var day in days.SelectMany(day => day.People))
            people[day.Person] = people.TryGetValue(day.Person, out var before) ? DayMentions.Sum([before, day]) : day;
        return people;
    }
}

/// <param name="Mentions">Sessions of the period that mention them.</param>
/// <param name="Weeks">Mentions in each of the last six weeks, oldest first.</param>
/// <param name="LastTouch">The end of the last session that mentions them.</param>
/// <param name="LastAction">What was last done with them, such as replied_to; null when nothing was.</param>
sealed record PersonPulse(string Name, int Mentions, IReadOnlyList<int> Weeks, DateTimeOffset? LastTouch, string? LastAction)
{
    /// <summary>Of the mentions, those in sessions in which the person reached out to somebody.</summary>
    public int Proactive { get; init; }

    /// <summary>And those in which they answered somebody.</summary>
    public int Reactive { get; init; }
}

static class KnownPeople
{
    /// <summary>The profile's name for somebody who goes by several.</summary>
    public static string NameOf(this UserProfile profile, string name) => Find(profile, name)?.Name ?? name;

    /// <summary>All that somebody is called, lower case.</summary>
    public static IReadOnlyList<string> NamesOf(this UserProfile profile, string name) =>
        Find(profile, name) is { } known ? [.. Called(known).Select(each => each.ToLowerInvariant())] : [name.ToLowerInvariant()];

    static Person? Find(UserProfile profile, string name) => profile.People.FirstOrDefault(person => Called(person).Contains(name, StringComparer.OrdinalIgnoreCase));

    static IEnumerable<string> Called(Person person) => person.Aliases.Prepend(person.Name);
}
