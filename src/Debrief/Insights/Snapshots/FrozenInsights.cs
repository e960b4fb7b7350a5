using System.Text.Json.Serialization;
using Debrief.Profile;

namespace Debrief.Insights.Snapshots;

/// <summary>What stands in a snapshot's metrics: all that a report is made of, so that it can be told again when everything else has changed.</summary>
sealed record FrozenInsights(int Version, string TimeZone, FrozenProfile Profile, Metrics Now, Metrics Before)
{
    /// <summary>Of the figures: raised when they change, so that a snapshot of other figures is taken anew.</summary>
    public const int Current = 5;

    public static FrozenInsights Of(PeriodInsights insights, UserProfile profile) =>
        new(Current, insights.Period.TimeZone.Id, FrozenProfile.Of(profile), insights.Now, insights.Before);

    /// <param name="period">As asked for; its zone is that of the snapshot.</param>
    public PeriodInsights For(Period period) => new(period with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone) }, InOrder(Now), InOrder(Before));

    /// <summary>PostgreSQL keeps names in an order of its own.</summary>
    static Metrics InOrder(Metrics metrics) => metrics with
    {
        AttentionMap = [.. metrics.AttentionMap.Select(attention => attention with
        {
            ActiveByAlignment = PriorityAlignment.Degrees.Append("unknown").Where(attention.ActiveByAlignment.ContainsKey).ToDictionary(degree => degree, degree => attention.ActiveByAlignment[degree]),
        })],
    };
}

/// <summary>The profile as far as a report reads it.</summary>
sealed record FrozenProfile(string Assistant, string? Name, IReadOnlyList<FrozenName> Businesses, IReadOnlyList<FrozenName> Priorities)
{
    public static FrozenProfile Of(UserProfile profile) => new(profile.Assistant, profile.Name,
        [.. profile.Businesses.Select(business => new FrozenName(business.Slug, business.Name))],
        [.. profile.Priorities.Select(priority => new FrozenName(priority.Slug, priority.Name))]);

    public UserProfile In(TimeZoneInfo zone) => new()
    {
        Assistant = Assistant,
        Name = Name,
        TimeZone = zone,
        Businesses = [.. Businesses.Select(business => new Business(business.Slug, business.Name, null, []))],
        Priorities = [.. Priorities.Select(priority => new Priority(priority.Slug, priority.Name, null, []))],
    };
}

sealed record FrozenName(string Slug, string Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(FrozenInsights))]
[JsonSerializable(typeof(FrozenVersion))]
sealed partial class SnapshotJson : JsonSerializerContext;

/// <summary>Read before the rest, which another version may have otherwise.</summary>
sealed record FrozenVersion(int Version);
