using Debrief.Profile;

namespace Debrief.Insights;

/// <summary>What one business got.</summary>
/// <param name="Business">The slug; of a project where the profile names no business; null: unknown.</param>
/// <param name="Sessions">The person's sessions that ended in the period.</param>
/// <param name="Tokens">Of all sessions, automated ones too: over all businesses they sum to the summary's.</param>
/// <param name="ActiveByAlignment">Its time by aligned, supportive, neutral, drift, unknown; sums to Active but for overlaps.</param>
sealed record Attention(string? Business, string Name, int Sessions, TimeSpan Active, long Tokens, IReadOnlyDictionary<string, TimeSpan> ActiveByAlignment)
{
    const string Unknown = "unknown";

    /// <summary>More of them aren't read.</summary>
    const int MostProjects = 5;

    /// <summary>The biggest; none where attention is by project anyway.</summary>
    public IReadOnlyList<ProjectAttention> Projects { get; init; } = [];

    /// <summary>How many more got something.</summary>
    public int MoreProjects { get; init; }

    /// <summary>Most time first, then most sessions; the unknown business last.</summary>
    /// <param name="persons">All of the person's sessions that were at work in the period or ended in it.</param>
    public static IReadOnlyList<Attention> Map(Period period, IReadOnlyList<PastSession> persons, IReadOnlyList<Spending> spent, UserProfile profile)
    {
        var sessions = persons.ToLookup(session => session.Business);
        var spendings = spent.ToLookup(each => each.Business);
        return [.. sessions.Select(group => group.Key).Union(spendings.Select(group => group.Key))
            .Select(business => Of(business, profile, period, [.. sessions[business]], spendings[business].Sum(each => each.Tokens.Total))
                .Among(profile.Businesses.Count == 0 ? [] : ProjectAttention.Of(period, [.. sessions[business]], [.. spendings[business]])))
            .Where(attention => attention is not { Sessions: 0, Tokens: 0, Active.Ticks: 0 })
            .OrderBy(attention => attention.Business is null)
            .ThenByDescending(attention => attention.Active)
            .ThenByDescending(attention => attention.Sessions)
            .ThenBy(attention => attention.Name, StringComparer.Ordinal)];
    }

    Attention Among(IReadOnlyList<ProjectAttention> projects) =>
        this with { Projects = [.. projects.Take(MostProjects)], MoreProjects = Math.Max(0, projects.Count - MostProjects) };

    static Attention Of(string? business, UserProfile profile, Period period, IReadOnlyList<PastSession> sessions, long tokens) => new(
        business,
        profile.Businesses.FirstOrDefault(each => each.Slug == business)?.Name ?? business ?? "Unknown",
        sessions.Count(session => period.Contains(session.EndedAt)),
        sessions.ActiveIn(period),
        tokens,
        PriorityAlignment.Degrees.Append(Unknown).ToDictionary(
            degree => degree,
            degree => sessions.Where(session => (session.Alignment ?? Unknown) == degree).ActiveIn(period)));
}
