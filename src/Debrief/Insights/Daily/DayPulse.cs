using Debrief.Profile;

namespace Debrief.Insights.Daily;

/// <param name="Outreach">Sessions with an outreach of known type.</param>
/// <param name="Proactive">Of those, the proactive ones.</param>
/// <param name="Judged">Sessions whose people could be told.</param>
sealed record DayPulse(IReadOnlyList<DayMentions> People, int Outreach, int Proactive, int Judged)
{
    /// <param name="own">The person's sessions that ended in it, in the order of their end.</param>
    public static DayPulse Of(IReadOnlyList<PastSession> own, UserProfile profile)
    {
        var outreach = own.Select(session => session.Facet?.OutreachType).Where(type => type is "proactive" or "reactive" or "automated").ToList();
        return new(
            [.. own.SelectMany(session => DayMentions.In(session, profile)).GroupBy(mention => mention.Person).Select(DayMentions.Sum)],
            outreach.Count,
            outreach.Count(type => type == "proactive"),
            own.Count(session => session.Facet?.PeopleMentioned is not null));
    }
}

/// <summary>Sessions that mention somebody.</summary>
/// <param name="Proactive">Of those, with an outreach of that type.</param>
/// <param name="Last">When the last of them ended.</param>
/// <param name="Action">What was last done with them; null when nothing was.</param>
sealed record DayMentions(string Person, int Sessions, int Proactive, int Reactive, DateTimeOffset Last, string? Action)
{
    public static IEnumerable<DayMentions> In(PastSession session, UserProfile profile) =>
        (session.Facet?.PeopleMentioned ?? []).Select(name => profile.NameOf(name)).Distinct().Select(person => new DayMentions(
            person,
            1,
            session.Facet!.OutreachType == "proactive" ? 1 : 0,
            session.Facet.OutreachType == "reactive" ? 1 : 0,
            session.EndedAt,
            session.Facet.RelationshipActions?.LastOrDefault(action => profile.NameOf(action.Person) == person)?.Action));

    /// <param name="mentions">Of one person, in their order.</param>
    public static DayMentions Sum(IEnumerable<DayMentions> mentions) => mentions.Aggregate((sum, next) => next with
    {
        Sessions = sum.Sessions + next.Sessions,
        Proactive = sum.Proactive + next.Proactive,
        Reactive = sum.Reactive + next.Reactive,
        Action = next.Action ?? sum.Action,
    });
}
