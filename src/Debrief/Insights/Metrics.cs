using Debrief.Insights.Months;
using Debrief.Insights.Recommending;
using Debrief.Insights.Stitching;
using Debrief.Profile;

namespace Debrief.Insights;

/// <summary>All aggregates of one period. Sessions and their facets count where the session ended; time and tokens where they were spent.</summary>
sealed record Metrics
{
    public required Coverage Coverage { get; init; }
    public required Summary Summary { get; init; }
    public IReadOnlyList<Attention> AttentionMap { get; init; } = [];
    public required PriorityAlignment PriorityAlignment { get; init; }

    /// <summary>The eight weeks (months, for a month) that end with this period, oldest first.</summary>
    public IReadOnlyList<FrictionPoint> FrictionTrend { get; init; } = [];

    /// <summary>Of the period itself, which for other days than a week's or a month's isn't the trend's last point.</summary>
    public required FrictionPoint Friction { get; init; }
    public required TopFriction TopFriction { get; init; }
    public required SkillsGap SkillsGap { get; init; }
    public required RelationshipPulse RelationshipPulse { get; init; }
    public required CompletionRate CompletionRate { get; init; }
    public FinishedLater FinishedLater { get; init; } = FinishedLater.Nothing;
    public Value Value { get; init; } = Value.Unknown;

    /// <summary>Of a month; null for other periods.</summary>
    public DeepDive? DeepDive { get; init; }
    public IReadOnlyList<Count> Outcomes { get; init; } = [];
    public IReadOnlyList<Count> Satisfaction { get; init; } = [];
    public required SystemHealth SystemHealth { get; init; }
    public IReadOnlyList<Recommendation> Recommendations { get; init; } = [];

    /// <summary>What became of what was recommended in earlier periods.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    /// <param name="sessions">All that ended or were at work in the period, and those that ended in its trend and six weeks, in the order of their end.</param>
    /// <param name="spent">What was spent within the period.</param>
    /// <param name="subAgents">Outcomes of the sub-agents of sessions that ended in the period.</param>
    public static Metrics Of(Period period, IReadOnlyList<PastSession> sessions, IReadOnlyList<Spending> spent, IReadOnlyList<string?> subAgents, UserProfile profile)
    {
        var ended = sessions.Where(session => period.Contains(session.EndedAt)).ToList();
        var persons = sessions.Where(session => session.IsPersons).ToList();
        var own = persons.Where(session => period.Contains(session.EndedAt)).ToList();

        var metrics = new Metrics
        {
            Coverage = Coverage.Of(ended),
            Summary = Summary.Of(period, ended, persons, spent),
            AttentionMap = Attention.Map(period, persons, spent, profile),
            PriorityAlignment = PriorityAlignment.From(own, profile),
            FrictionTrend = FrictionPoint.Trend(period, persons),
            Friction = FrictionPoint.Of(period.First, own),
            TopFriction = TopFriction.Of(own),
            SkillsGap = SkillsGap.Of(own),
            RelationshipPulse = RelationshipPulse.Of(period, persons, profile),
            CompletionRate = CompletionRate.From(own),
            Value = Value.Of(own),
            DeepDive = period.Type == "monthly" ? DeepDive.Of(period, persons, profile) : null,
            Outcomes = Tally.Of(own.Select(session => session.Facet?.Outcome)),
            Satisfaction = Tally.Sum(own.Select(session => session.Facet?.UserSatisfactionCounts)),
            SystemHealth = SystemHealth.Of(ended) with { SubAgentOutcomes = Tally.Of(subAgents) },
        };
        return metrics with { Recommendations = new Advice(metrics, ended, profile).Given() };
    }
}

/// <summary>A period and the one before it.</summary>
sealed record PeriodInsights(Period Period, Metrics Now, Metrics Before)
{
    /// <summary>Recommendations as they stand after this period.</summary>
    public IReadOnlyList<Advised> Advised { get; init; } = [];
}

sealed record Count(string Name, int Value);
