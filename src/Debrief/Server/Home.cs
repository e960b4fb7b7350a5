using Debrief.Access;
using Debrief.Api;
using Debrief.Insights;
using Debrief.Insights.Daily;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Server;

/// <summary>What one sees first: the report of the last seven days, or of those asked for, as it is at this moment.</summary>
static class Home
{
    public static void MapHome(this IEndpointRouteBuilder app) =>
        app.MapGet("/", ShowAsync).RequireAuthorization(Scopes.Read).ExcludeFromDescription();

    static async Task<ContentHttpResult> ShowAsync([AsParameters] AskedPeriod asked, Database database, UserProfile profile, DayMemory memory, TimeProvider clock, CancellationToken cancel)
    {
        var insights = await new InsightsReader(database, profile) { Memory = memory }.ReadAsync(asked.For(profile, clock), cancel);
        return TypedResults.Content(HtmlReport.Render(insights, profile), "text/html; charset=utf-8");
    }
}
