using Debrief.Dashboard.Components;
using Debrief.Insights;
using Debrief.Insights.Recommending;
using Debrief.Profile;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>What got in the way: what it was, since when, how often, who was responsible, and whether it still happens.</summary>
static class FrictionPages
{
    public static void MapFrictionPage(this RouteGroupBuilder admin) => admin.MapGet("/friction", ShowAsync);

    static async Task<RazorComponentResult> ShowAsync(Chosen chosen, string? friction, Viewer viewer, Choices choices, Reads reads, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var period = chosen.Period(profile, clock, FrictionList.UsualDays);
        var own = await new InsightsReader(reads.Database, profile) { Selection = chosen.Selection }.OwnSessionsAsync(period, cancel);
        var advised = await new RecommendationStore(reads.Database, clock) { Owner = chosen.Owner }.ListAsync(kind: null, cancel);
        var now = clock.GetUtcNow();
        var incidents = FollowedIncident.Of(own, period.To < now ? period.To : now, advised);
        return Page.Of<FrictionPage>(viewer, chosen, await choices.ReadAsync(cancel), profile, FrictionList.Of(period, friction, own, incidents));
    }
}

/// <param name="Kind">Of which kind only; null: of all.</param>
/// <param name="Kinds">How often each was counted, quoted or not.</param>
/// <param name="Shown">Those that have a quote, by kind.</param>
/// <param name="Judged">Sessions whose friction could be told.</param>
sealed record FrictionList(Period Period, string? Kind, IReadOnlyList<Count> Kinds, IReadOnlyList<(Count Kind, IReadOnlyList<FollowedIncident> Incidents)> Shown, int Judged)
{
    public const int UsualDays = 90;

    /// <summary>Of one kind: more aren't read.</summary>
    public const int Most = 40;

    public static FrictionList Of(Period period, string? kind, IReadOnlyList<PastSession> own, IReadOnlyList<FollowedIncident> incidents)
    {
        kind = string.IsNullOrWhiteSpace(kind) ? null : kind;
        var kinds = Tally.Sum(own.Select(session => session.Facet?.FrictionCounts));
        var byKind = incidents.ToLookup(followed => followed.Incident.Kind);
        var shown = kinds.Where(each => kind is null || each.Name == kind).Select(each => (each, (IReadOnlyList<FollowedIncident>)[.. byKind[each.Name]]));
        return new(period, kind, kinds, [.. shown], own.Count(session => session.Facet?.FrictionCounts is not null));
    }

    public int Counted => Kinds.Sum(kind => kind.Value);
}
