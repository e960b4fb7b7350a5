using System.ComponentModel;
using Debrief.Documents;
using Debrief.Insights;
using Debrief.Insights.Daily;
using Debrief.Profile;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Api;

static class InsightsApi
{
    public static void MapInsights(this RouteGroupBuilder group) =>
        group.MapGet("", ReadAsync).WithName("insights").ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Every figure of a period and of the one before it, as the report has them");

    static async Task<Ok<ReportData>> ReadAsync([AsParameters] AskedPeriod asked, Reads reads, UserProfile profile, DayMemory memory, TimeProvider clock, CancellationToken cancel,
        [Description("Whose sessions, where a server holds those of several people. Everybody's unless told.")] string? owner = null) =>
        TypedResults.Ok(ReportData.Of(await new InsightsReader(reads.Database, profile) { Selection = new(owner), Memory = memory }.ReadAsync(asked.For(profile, clock), cancel)));
}
