using Debrief.Configuration;
using Debrief.Dashboard.Components;
using Debrief.Facets;
using Debrief.Facets.Runs;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>What was spent: as `debrief usage` tells it, and Debrief's own extraction apart.</summary>
static class CostPages
{
    const int UsualDays = 30;

    public static void MapCostPage(this RouteGroupBuilder admin) => admin.MapGet("/cost", ShowAsync);

    static async Task<RazorComponentResult> ShowAsync(Chosen chosen, Viewer viewer, Reads reads, ExtractionSettings extraction, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var period = chosen.Period(profile, clock, UsualDays);
        var usage = await new UsageReader(reads.Database).ReadAsync([UsageBy.Day, UsageBy.Model, UsageBy.Project, UsageBy.Session], period.First, period.End.AddDays(-1), profile.TimeZone, cancel);
        var businesses = profile.Businesses.Count == 0 ? [] : BusinessCost.Of(usage[3], await new FacetStore(reads.Database).BusinessesAsync(usage[3].Rows.Select(row => row.Key.Name).OfType<string>(), cancel), profile);
        var own = await OwnAsync(period, reads.Database, extraction, profile, clock, cancel);
        return Page.Of<CostPage>(viewer, chosen, profile, new ShownCost(period, usage[0], usage[1], usage[2], businesses, own));
    }

    static async Task<OwnCost> OwnAsync(Period period, Database database, ExtractionSettings extraction, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var month = Period.Monthly(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), profile.TimeZone).DateTime), profile.TimeZone);
        var attempts = new AttemptReader(database);
        return new(await attempts.AskedAsync(period.From, period.To, cancel), await attempts.SpentSinceAsync(month.From, cancel), extraction.MaxUsdPerMonth);
    }
}

/// <param name="SpentThisMonth">By all machines, in US dollars; of questions that are still asked, what they are likely to cost.</param>
sealed record OwnCost(IReadOnlyList<AskedModel> Models, double SpentThisMonth, double MonthsCap);

sealed record ShownCost(Period Period, UsageReport Days, UsageReport Models, UsageReport Projects, IReadOnlyList<BusinessCost> Businesses, OwnCost Own)
{
    /// <summary>Every day of the period, also those without any.</summary>
    public IReadOnlyList<(DateOnly Day, TokenUsage? Usage)> ByDay { get; } = Filled(Period, Days);

    static IReadOnlyList<(DateOnly, TokenUsage?)> Filled(Period period, UsageReport days)
    {
        var known = days.Rows.Where(row => row.Key.FirstDay is not null).ToDictionary(row => row.Key.FirstDay!.Value, row => row.Usage);
        return [.. Enumerable.Range(0, period.Days).Select(period.First.AddDays).Select(day => (day, known.GetValueOrDefault(day)))];
    }
}

/// <param name="Slug">Null: nobody can tell.</param>
sealed record BusinessCost(string? Slug, string Name, TokenUsage Usage)
{
    /// <summary>A session is of the business that its facets name first, else of its project's.</summary>
    public static IReadOnlyList<BusinessCost> Of(UsageReport bySession, IReadOnlyDictionary<string, IReadOnlyList<string>> judged, UserProfile profile)
    {
        var sums = new Dictionary<string, TokenUsage>(StringComparer.Ordinal);
        foreach (var row in bySession.Rows)
        {
            var slug = profile.BusinessOf(judged.GetValueOrDefault(row.Key.Name ?? ""), row.Key.Project);
            if (!sums.TryGetValue(slug ?? "", out var sum))
                sums.Add(slug ?? "", sum = new());
            sum.Add(row.Usage);
        }

        return [.. sums.OrderBy(sum => sum.Key.Length == 0).ThenByDescending(sum => sum.Value.CostUsd ?? 0).ThenByDescending(sum => sum.Value.TotalTokens)
            .Select(sum => new BusinessCost(sum.Key.Length == 0 ? null : sum.Key, profile.Businesses.FirstOrDefault(each => each.Slug == sum.Key)?.Name ?? (sum.Key.Length == 0 ? "unknown" : sum.Key), sum.Value))];
    }
}
