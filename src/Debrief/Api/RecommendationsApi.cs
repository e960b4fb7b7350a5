using System.ComponentModel;
using Debrief.Insights.Recommending;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Api;

static class RecommendationsApi
{
    public static void MapRecommendations(this RouteGroupBuilder group) =>
        group.MapGet("", ListAsync).WithName("recommendations").WithSummary("What reports recommended, what it was to move, and what became of it; the newest first");

    static async Task<Ok<IReadOnlyList<Advised>>> ListAsync(Database database, TimeProvider clock, CancellationToken cancel, [Description(AskedReport.Whose)] string? owner = null) =>
        TypedResults.Ok(await new RecommendationStore(database, clock) { Owner = owner }.ListAsync(kind: null, cancel));
}
