using Debrief.Insights.Daily;

namespace Debrief.Insights;

/// <param name="ByKind">Incidents by kind, most frequent first.</param>
/// <param name="Incidents">Up to five that have a verified quote, worst first; what happened again is one of them.</param>
/// <param name="Sessions">The person's sessions whose friction could be told.</param>
sealed record TopFriction(IReadOnlyList<Count> ByKind, IReadOnlyList<Incident> Incidents, int Sessions)
{
    /// <summary>What came back in other sessions is worst; then what a person complained about, before what only the machine shows; then the more recent.</summary>
    /// <param name="sightings">Those of the days.</param>
    public static TopFriction Of(IReadOnlyList<DayInsights> days, Sightings sightings) => new(
        Tally.Sum(days.Select(day => day.FrictionByKind)),
        [.. sightings.Groups
            .Select(again => (Again: again, Sessions: Incident.SessionsOf(again).Count(), Told: Incident.Told(again)))
            .OrderByDescending(incident => incident.Sessions)
            .ThenBy(incident => incident.Told.Speaker != "human")
            .ThenByDescending(incident => incident.Told.At)
            .ThenBy(incident => incident.Told.SessionId, StringComparer.Ordinal)
            .ThenBy(incident => incident.Told.Quote, StringComparer.Ordinal)
            .Take(5)
            .Select(incident => Incident.Of(incident.Again))],
        days.Sum(day => day.FrictionTold));
}

/// <summary>Something that got in the way, however often it did. The words are those of the time that tells most.</summary>
/// <param name="Who">user, assistant, environment; null where it can't be told.</param>
/// <param name="At">When it was said, else when its session ended.</param>
sealed record Incident(string SessionId, string? Title, string Kind, string? Who, string? Detail, string Quote, string Speaker, DateTimeOffset? At)
{
    /// <summary>The tool that failed, where it can be told.</summary>
    public string? Tool { get; init; }

    /// <summary>How often that tool was called in those sessions.</summary>
    public int Calls { get; init; }

    public int Times { get; init; } = 1;

    /// <summary>The line of the transcript in which the quote stands.</summary>
    public int Line { get; init; }

    /// <summary>When it happened for the first time in the period, and for the last.</summary>
    public DateTimeOffset First { get; init; }
    public DateTimeOffset Last { get; init; }

    /// <summary>Where it happened, the most recent first.</summary>
    public IReadOnlyList<SessionName> Sessions { get; init; } = [];

    public static IEnumerable<Incident> In(IReadOnlyList<PastSession> own) => Sightings.Of([.. own.SelectMany(Sighting.In)]).Groups.Select(Of);

    /// <param name="again">All that is the same, in the order of their sessions' end.</param>
    public static Incident Of(IReadOnlyList<Sighting> again)
    {
        var sessions = SessionsOf(again).OrderByDescending(sighting => sighting.Ended).ToList();
        var told = Told(again);
        return new(told.SessionId, told.Title, told.Kind, told.Who, told.Detail, told.Quote, told.Speaker, told.At)
        {
            Tool = again[0].Tool,
            Calls = sessions.Sum(sighting => sighting.Calls),
            Times = again.Count,
            Line = told.Line,
            First = again.Min(sighting => sighting.At),
            Last = again.Max(sighting => sighting.At),
            Sessions = [.. sessions.Select(sighting => new SessionName(sighting.SessionId, sighting.Title))],
        };
    }

    /// <summary>One sighting of each.</summary>
    public static IEnumerable<Sighting> SessionsOf(IReadOnlyList<Sighting> again) => again.DistinctBy(sighting => sighting.SessionId);

    /// <summary>The one that tells most: what a person said, and of that the last.</summary>
    public static Sighting Told(IReadOnlyList<Sighting> again) => again.OrderBy(sighting => sighting.Speaker != "human").ThenByDescending(sighting => sighting.At).First();
}

sealed record SessionName(string Id, string? Title);
