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
    public static RelationshipPulse Of(Period period, IReadOnlyList<PastSession> persons, UserProfile profile)
    {
        var own = persons.Where(session => period.Contains(session.EndedAt)).ToList();
        var outreach = own.Select(session => session.Facet?.OutreachType).Where(type => type is "proactive" or "reactive" or "automated").ToList();
        var proactive = outreach.Count(type => type == "proactive");
        return new(
            PeopleOf(period, persons, profile),
            outreach.Count == 0 ? null : 100.0 * proactive / outreach.Count,
            outreach.Count,
            own.Count(session => session.Facet?.PeopleMentioned is not null));
    }

    static List<PersonPulse> PeopleOf(Period period, IReadOnlyList<PastSession> persons, UserProfile profile)
    {
        var weeks = period.Weeks(WeeksShown);
        return [.. persons
            .Where(session => period.Contains(session.EndedAt) || weeks.Any(week => week.Contains(session.EndedAt)))
            .SelectMany(session => Mention.Of(session, profile))
            .GroupBy(mention => mention.Person)
            .Select(group => PulseOf(group.Key, [.. group], period, weeks))
            .Where(person => person.Mentions > 0)
            .OrderByDescending(person => person.Mentions)
            .ThenBy(person => person.Name, StringComparer.Ordinal)];
    }

    static PersonPulse PulseOf(string name, IReadOnlyList<Mention> mentions, Period period, IReadOnlyList<Period> weeks) => new(
        name,
        mentions.Count(mention => period.Contains(mention.At)),
        [.. weeks.Select(week => mentions.Count(mention => week.Contains(mention.At)))],
        mentions[^1].At,
        mentions.LastOrDefault(mention => mention.Action is not null)?.Action)
    {
        Proactive = mentions.Count(mention => period.Contains(mention.At) && mention.Outreach == "proactive"),
        Reactive = mentions.Count(mention => period.Contains(mention.At) && mention.Outreach == "reactive"),
    };

    sealed record Mention(string Person, string? Action, string? Outreach, DateTimeOffset At)
    {
        public static IEnumerable<Mention> Of(PastSession session, UserProfile profile) =>
            (session.Facet?.PeopleMentioned ?? []).Select(name => profile.NameOf(name)).Distinct().Select(person => new Mention(
                person,
                session.Facet!.RelationshipActions?.LastOrDefault(action => profile.NameOf(action.Person) == person)?.Action,
                session.Facet.OutreachType,
                session.EndedAt));
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
    public static string NameOf(this UserProfile profile, string name) => profile.People
        .FirstOrDefault(person => person.Aliases.Prepend(person.Name).Contains(name, StringComparer.OrdinalIgnoreCase))?.Name ?? name;

    /// <summary>All that somebody is called, lower case.</summary>
    public static IReadOnlyList<string> NamesOf(this UserProfile profile, string name) => profile.People
        .FirstOrDefault(person => person.Aliases.Prepend(person.Name).Contains(name, StringComparer.OrdinalIgnoreCase)) is { } known
        ? [.. known.Aliases.Prepend(known.Name).Select(each => each.ToLowerInvariant())] : [name.ToLowerInvariant()];
}
