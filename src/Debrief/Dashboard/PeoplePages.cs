using Debrief.Alerts;
using Debrief.Dashboard.Components;
using Debrief.Insights;
using Debrief.Insights.Months;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>The people whom sessions mention; and each by themselves, with the words that do.</summary>
static class PeoplePages
{
    /// <summary>Read to find those of one person.</summary>
    const int MostAlerts = 500;

    public static void MapPeoplePages(this RouteGroupBuilder admin)
    {
        admin.MapGet("/people", ListAsync);
        admin.MapGet("/people/{name}", OneAsync);
    }

    static async Task<RazorComponentResult> ListAsync(Chosen chosen, Viewer viewer, Choices choices, Reads reads, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var period = chosen.Period(profile, clock, PeopleList.UsualDays);
        var own = await new InsightsReader(reads.Database, profile) { Selection = chosen.Selection }.OwnSessionsAsync(period, cancel);
        return Page.Of<PeoplePage>(viewer, chosen, await choices.ReadAsync(cancel), profile, PeopleList.Of(period, own, profile));
    }

    static async Task<RazorComponentResult> OneAsync(string name, Chosen chosen, Viewer viewer, Choices choices, Reads reads, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        // The one character that stays escaped in a path.
        var (called, period) = (profile.NameOf(name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)), chosen.Period(profile, clock, PeopleList.UsualDays));
        var own = await new InsightsReader(reads.Database, profile) { Selection = chosen.Selection }.OwnSessionsAsync(period, cancel);
        var waiting = (await new AlertStore(reads.Database, clock).ListAsync(onlyOpen: false, MostAlerts, cancel)).Where(alert => alert.Kind == "follow-up" && alert.About == called);
        var person = ShownPerson.Of(called, period, own, [.. waiting], profile);
        if (person is { Known: null, Sessions.Count: 0 } && !await IsMentionedAsync(called, reads.Database, profile, cancel))
            throw new NothingFound("No session mentions anybody of that name, and the profile doesn’t either.");
        return Page.Of<PersonPage>(viewer, chosen, await choices.ReadAsync(cancel), profile, person);
    }

    /// <summary>Ever, by any session.</summary>
    static async Task<bool> IsMentionedAsync(string name, Database database, UserProfile profile, CancellationToken cancel) =>
        (await new SessionPages(database).ReadAsync(new(null, null, null, null, null) { Person = profile.NamesOf(name) }, after: null, limit: 1, cancel)).Sessions.Count > 0;
}

/// <summary>Who was mentioned in the sessions of some days, most often first.</summary>
/// <param name="Weeks">The first may lie partly before these days.</param>
/// <param name="Unmentioned">Those of the profile whom no session mentions.</param>
sealed record PeopleList(Period Period, IReadOnlyList<Period> Weeks, IReadOnlyList<ListedPerson> People, IReadOnlyList<string> Unmentioned, RelationshipPulse Pulse)
{
    public const int UsualDays = 90;
    public const int Most = 100;
    const int MostWeeks = 26;

    public static PeopleList Of(Period period, IReadOnlyList<PastSession> own, UserProfile profile)
    {
        var weeks = WeeksOf(period);
        var pulse = RelationshipPulse.Of(period, own, profile);
        var byWeek = PersonWeeks.Of(weeks, own, profile).ToDictionary(person => person.Name, person => person.Weeks);
        var people = pulse.People.Select(person => new ListedPerson(person, byWeek.GetValueOrDefault(person.Name) ?? [.. weeks.Select(_ => 0)])).ToList();
        return new(period, weeks, people, [.. profile.People.Select(person => person.Name).Except(people.Select(person => person.Pulse.Name))], pulse);
    }

    public static IReadOnlyList<Period> WeeksOf(Period period) => period.Weeks(Math.Min(MostWeeks, (period.Days + 6) / 7));
}

/// <param name="Weeks">Sessions that mention them, week by week.</param>
sealed record ListedPerson(PersonPulse Pulse, IReadOnlyList<int> Weeks);

/// <summary>One person, with the sessions of some days that mention them.</summary>
/// <param name="Name">As the profile has it, or as sessions do.</param>
/// <param name="Known">What the profile says of them; null: nothing.</param>
/// <param name="Sessions">The newest first.</param>
/// <param name="Waiting">Alerts that something begun for them was left.</param>
sealed record ShownPerson(string Name, Person? Known, Period Period, IReadOnlyList<(Period Week, int Sessions)> Weeks, PersonPulse? Pulse, IReadOnlyList<PersonMention> Sessions, IReadOnlyList<Alert> Waiting)
{
    public const int Most = 100;

    public static ShownPerson Of(string name, Period period, IReadOnlyList<PastSession> own, IReadOnlyList<Alert> waiting, UserProfile profile)
    {
        var mentions = own.Where(session => session.Facet?.PeopleMentioned?.Any(each => profile.NameOf(each) == name) == true).ToList();
        return new(
            name,
            profile.People.FirstOrDefault(person => person.Name == name),
            period,
            [.. PeopleList.WeeksOf(period).Select(week => (week, mentions.EndedIn(week).Count))],
            RelationshipPulse.Of(period, mentions, profile).People.FirstOrDefault(person => person.Name == name),
            [.. mentions.AsEnumerable().Reverse().Select(session => PersonMention.Of(session, name, profile))],
            waiting);
    }
}
