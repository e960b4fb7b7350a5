using Debrief.Profile;

namespace Debrief.Insights;

/// <param name="Judged">How many of the person's sessions have an alignment.</param>
/// <param name="Of">The person's sessions.</param>
/// <param name="Counts">aligned, supportive, neutral, drift, in this order, zeros included.</param>
/// <param name="Matched">Of those judged, by the priority that they served; most sessions first.</param>
sealed record PriorityAlignment(int Judged, int Of, IReadOnlyList<Count> Counts, IReadOnlyList<Matched> Matched)
{
    public static readonly IReadOnlyList<string> Degrees = ["aligned", "supportive", "neutral", "drift"];

    /// <summary>Null when nothing was judged.</summary>
    public double? AlignedPercent => Judged == 0 ? null : 100.0 * Counts[0].Value / Judged;

    /// <param name="own">The person's sessions that ended in the period.</param>
    public static PriorityAlignment From(IReadOnlyList<PastSession> own, UserProfile profile)
    {
        var judged = own.Where(session => session.Alignment is not null).ToList();
        return new(
            judged.Count,
            own.Count,
            [.. Degrees.Select(degree => new Count(degree, judged.Count(session => session.Alignment == degree)))],
            [.. Tally.Of(judged.Select(session => session.Facet!.PriorityMatched)).Select(count => new Matched(count.Name, NameOf(count.Name, profile), count.Value))]);
    }

    public static PriorityAlignment Sum(IReadOnlyList<PriorityAlignment> days, UserProfile profile) => new(
        days.Sum(day => day.Judged),
        days.Sum(day => day.Of),
        [.. Degrees.Select((degree, at) => new Count(degree, days.Sum(day => day.Counts[at].Value)))],
        [.. Tally.Sum(days.Select(day => day.Matched.Select(matched => new Count(matched.Priority, matched.Sessions)).ToList()))
            .Select(count => new Matched(count.Name, NameOf(count.Name, profile), count.Value))]);

    static string NameOf(string priority, UserProfile profile) =>
        profile.Priorities.FirstOrDefault(each => each.Slug == priority)?.Name ?? (priority == "system-maintenance" ? "System maintenance" : priority);
}

/// <param name="Priority">The slug; system-maintenance for upkeep.</param>
sealed record Matched(string Priority, string Name, int Sessions);
