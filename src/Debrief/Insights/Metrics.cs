using Debrief.Insights.Daily;
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

    /// <param name="daysOf">The days of the period, of its trend and of the last six weeks.</param>
    /// <param name="sightings">Of the period.</param>
    public static Metrics Of(Period period, Func<Period, IReadOnlyList<DayInsights>> daysOf, Sightings sightings, UserProfile profile)
    {
        var days = daysOf(period);
        var metrics = new Metrics
        {
            Coverage = Coverage.Sum([.. days.Select(day => day.Coverage)]),
            Summary = Summary.Of(days),
            AttentionMap = Attention.Map(days, profile),
            PriorityAlignment = PriorityAlignment.Sum([.. days.Select(day => day.PriorityAlignment)], profile),
            FrictionTrend = [.. period.Trend().Select(point => FrictionPoint.Sum(point.First, daysOf(point)))],
            Friction = FrictionPoint.Sum(period.First, days),
            TopFriction = TopFriction.Of(days, sightings),
            SkillsGap = SkillsGap.Sum([.. days.Select(day => day.SkillsGap)]),
            RelationshipPulse = RelationshipPulse.Of(period, part => [.. daysOf(part).Select(day => day.Pulse)]),
            CompletionRate = CompletionRate.Sum([.. days.Select(day => day.CompletionRate)]),
            FinishedLater = FinishedLater.Of(period, [.. daysOf(Stitch.DaysOf(period)).SelectMany(day => day.Trails)]),
            Value = Value.Sum([.. days.Select(day => day.Value)]),
            DeepDive = period.Type == "monthly" ? DeepDive.Of(period, daysOf) : null,
            Outcomes = Tally.Sum(days.Select(day => day.Outcomes)),
            Satisfaction = Tally.Sum(days.Select(day => day.Satisfaction)),
            SystemHealth = SystemHealth.Sum([.. days.Select(day => day.SystemHealth)]),
        };
        return metrics with { Recommendations = new Advice(metrics, days, profile).Given() };
    }
}

/// <summary>A period and the one before it.</summary>
sealed record PeriodInsights(Period Period, Metrics Now, Metrics Before)
{
    /// <summary>Recommendations as they stand after this period.</summary>
    public IReadOnlyList<Advised> Advised { get; init; } = [];
}

sealed record Count(string Name, int Value);
