using Debrief.Access;

namespace Debrief.Api;

/// <summary>What other programs may ask. Reading needs a token that may read; whatever changes something says what it needs itself.</summary>
static class Routes
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").AddEndpointFilter<Tagged>()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGroup("/sessions").WithTags("Sessions").RequireAuthorization(Scopes.Read).MapSessions();
        api.MapGroup("/insights").WithTags("Insights").RequireAuthorization(Scopes.Read).MapInsights();
        api.MapGroup("/reports").WithTags("Reports").RequireAuthorization(Scopes.Read).MapReports();
        api.MapGroup("/alerts").WithTags("Alerts").RequireAuthorization(Scopes.Read).MapAlerts();
        api.MapGroup("/recommendations").WithTags("Reports").RequireAuthorization(Scopes.Read).MapRecommendations();
        api.MapGroup("/ingest").WithTags("Ingest").RequireAuthorization(Scopes.Push).MapIngest();
        api.MapGroup("/claude").WithTags("Model").RequireAuthorization(Scopes.Ask).MapBridge();
        api.MapGroup("/jobs").WithTags("Jobs").RequireAuthorization(Scopes.Read).MapJobs();
    }
}
