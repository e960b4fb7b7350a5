using Debrief.Dashboard.Components;
using Debrief.Insights;
using Debrief.Insights.Daily;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>What one sees first: the figures of the last days, or of those asked for, each a link to what it rests on.</summary>
static class InsightsPages
{
    public static void MapInsightsPage(this RouteGroupBuilder admin) => admin.MapGet("/insights", ShowAsync);

    static async Task<RazorComponentResult> ShowAsync(Chosen chosen, Viewer viewer, Choices choices, Reads reads, UserProfile profile, DayMemory memory, TimeProvider clock, CancellationToken cancel)
    {
        var period = chosen.Period(profile, clock);
        var known = await choices.ReadAsync(cancel);
        var insights = await new InsightsReader(reads.Database, profile) { Selection = chosen.Selection, Memory = memory }.ReadAsync(period, cancel);
        return Page.Of<InsightsPage>(viewer, chosen, known, profile, new ReportText(insights, profile));
    }
}
