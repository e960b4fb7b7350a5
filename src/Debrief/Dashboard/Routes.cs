using Debrief.Access;

namespace Debrief.Dashboard;

/// <summary>What people look at in a browser. Whatever changes something is a form, and needs a token that may write.</summary>
static class Routes
{
    public const string Home = "/admin/insights";

    public static IServiceCollection AddDashboard(this IServiceCollection services) =>
        services.AddSingleton<Choices>().AddSingleton(ReadableHtml.Encoder).AddSingleton<IProblemDetailsWriter, ProblemPages>();

    public static void MapDashboard(this IEndpointRouteBuilder app)
    {
        app.MapPageFiles();
        app.MapGet("/", () => TypedResults.LocalRedirect(Home)).RequireAuthorization(Scopes.Read).ExcludeFromDescription();
        var admin = app.MapGroup("/admin").RequireAuthorization(Scopes.Read).ExcludeFromDescription();
        admin.MapGet("", () => TypedResults.LocalRedirect(Home));
        admin.MapInsightsPage();
        admin.MapSessionsPages();
        admin.MapPeoplePages();
        admin.MapSkillsPage();
        admin.MapFrictionPage();
        admin.MapRecommendationsPage();
        admin.MapAlertsPage();
        admin.MapJobsPage();
        admin.MapReportsPage();
        admin.MapCostPage();
        admin.MapProfilePage();
    }
}
