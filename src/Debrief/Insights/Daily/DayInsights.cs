using Debrief.Insights.Stitching;
using Debrief.Profile;

namespace Debrief.Insights.Daily;

/// <summary>
/// What a local day comes to. Sessions and their facets count where the session ended; time and tokens where they were spent: so the days of a
/// period, added up, are the period's figures, exactly.
/// </summary>
sealed record DayInsights
{
    public required Coverage Coverage { get; init; }
    public required DaySummary Summary { get; init; }
    public required IReadOnlyList<DayAttention> Attention { get; init; }
    public required IReadOnlyList<DayProject> ByProject { get; init; }
    public required IReadOnlyList<Spending> Spent { get; init; }
    public required PriorityAlignment PriorityAlignment { get; init; }
    public required FrictionPoint Friction { get; init; }
    public required IReadOnlyList<Count> FrictionByKind { get; init; }

    /// <summary>The person's sessions whose friction could be told.</summary>
    public required int FrictionTold { get; init; }
    public required IReadOnlyList<Sighting> Sightings { get; init; }
    public required SkillsGap SkillsGap { get; init; }
    public required DayPulse Pulse { get; init; }
    public required CompletionRate CompletionRate { get; init; }
    public required DayValue Value { get; init; }
    public required IReadOnlyList<SkillValue> SkillValues { get; init; }
    public required IReadOnlyList<Trail> Trails { get; init; }
    public required IReadOnlyList<Count> Outcomes { get; init; }
    public required IReadOnlyList<Count> Satisfaction { get; init; }
    public required SystemHealth SystemHealth { get; init; }
    public required IReadOnlyList<ToolLoops> Loops { get; init; }
    public required NamedCases Cases { get; init; }

    /// <summary>The person's sessions by project.</summary>
    public required IReadOnlyList<Count> Projects { get; init; }

    /// <param name="day">A day, or any other period that is to be one.</param>
    /// <param name="sessions">All that ended or were at work in it, in the order of their end.</param>
    /// <param name="spent">What was spent in it.</param>
    /// <param name="subAgents">Outcomes of the sub-agents of sessions that ended in it.</param>
    public static DayInsights Of(Period day, IReadOnlyList<PastSession> sessions, IReadOnlyList<Spending> spent, IReadOnlyList<string?> subAgents, UserProfile profile)
    {
        var span = Span.Of(day);
        var ended = sessions.Where(session => span.Contains(session.EndedAt)).ToList();
        var persons = sessions.Where(session => session.IsPersons).ToList();
        var own = ended.Where(session => session.IsPersons).ToList();
        return new()
        {
            Coverage = Coverage.Of(ended),
            Summary = DaySummary.Of(ended, own, persons.ActiveIn(span)),
            Attention = DayAttention.Map(span, persons),
            ByProject = DayProject.Map(span, persons),
            Spent = spent,
            PriorityAlignment = PriorityAlignment.From(own, profile),
            Friction = FrictionPoint.Of(day.First, own),
            FrictionByKind = Tally.Sum(own.Select(session => session.Facet?.FrictionCounts)),
            FrictionTold = own.Count(session => session.Facet?.FrictionCounts is not null),
            Sightings = [.. own.SelectMany(Sighting.In)],
            SkillsGap = SkillsGap.Of(own),
            Pulse = DayPulse.Of(own, profile),
            CompletionRate = CompletionRate.From(own),
            Value = DayValue.Of(own),
            SkillValues = SkillValue.In(own),
            Trails = [.. own.Select(Trail.Of)],
            Outcomes = Tally.Of(own.Select(session => session.Facet?.Outcome)),
            Satisfaction = Tally.Sum(own.Select(session => session.Facet?.UserSatisfactionCounts)),
            SystemHealth = SystemHealth.Of(ended) with { SubAgentOutcomes = Tally.Of(subAgents) },
            Loops = ToolLoops.In(own),
            Cases = NamedCases.Of(ended, own),
            Projects = Tally.Of(own.Select(session => session.Facts.Project)),
        };
    }
}
