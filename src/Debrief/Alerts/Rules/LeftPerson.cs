using static System.FormattableString;

namespace Debrief.Alerts.Rules;

/// <summary>Somebody for whom something was begun (drafted, arranged, to be followed up) in a session that didn't finish it, and whom no session has mentioned for a week.</summary>
sealed class LeftPerson : Rule
{
    const int DaysUntouched = 7;

    /// <summary>What was left longer ago is no news: the first look at years of sessions isn't full of it.</summary>
    const int DaysOfNews = 14;
    const int DaysOfInterest = 45;

    public override string Kind => "follow-up";

    public override IEnumerable<Finding> Find(History history, DateOnly day) => LastTouches(history, day)
        .Where(touch => touch.Last.Day <= day.AddDays(-DaysUntouched) && touch.Last.Day >= day.AddDays(-DaysOfNews) && touch.Last.IsUnfinished && touch.Last.Reached.Contains(touch.Person))
        .Select(touch => new Finding(Kind, touch.Person,
            Invariant($"Something for {touch.Person} was begun on {touch.Last.Day:yyyy-MM-dd} and not finished, and no session has mentioned them since."),
            LookAt.At([touch.Last.Id]), day.DayNumber - touch.Last.Day.DayNumber, null));

    public override string? Over(History history, DateOnly day, string about)
    {
        var touch = LastTouches(history, day).FirstOrDefault(each => each.Person == about);
        return touch.Last is null ? $"Nothing was heard of {about} for {DaysOfInterest} days: it isn't followed any more."
            : touch.Last.Day > day.AddDays(-DaysUntouched) || !touch.Last.IsUnfinished ? Invariant($"A session of {touch.Last.Day:yyyy-MM-dd} mentions {about}.")
            : null;
    }

    static IEnumerable<(string Person, EndedSession Last)> LastTouches(History history, DateOnly day) => history.Of(DaysOfInterest, day)
        .Where(session => session.IsPersons)
        .SelectMany(session => session.People.Select(person => (Person: person, Session: session)))
        .GroupBy(mention => mention.Person)
        .Select(mentions => (mentions.Key, mentions.Last().Session));
}
