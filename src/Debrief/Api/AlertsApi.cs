using System.ComponentModel;
using Debrief.Access;
using Debrief.Alerts;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Api;

static class AlertsApi
{
    const int UsualAlerts = 50;
    const int MostAlerts = 500;
    const int UsualDays = 7;
    const int MostDays = 365;

    public static void MapAlerts(this RouteGroupBuilder group)
    {
        group.MapGet("", ListAsync).WithName("alerts").ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("What is unusual, the latest first");
        group.MapPost("/{id}/acknowledge", AcknowledgeAsync).WithName("acknowledge-alert").RequireAuthorization(Scopes.Write)
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Say that somebody knows of it");
        group.MapPost("/{id}/snooze", SnoozeAsync).WithName("snooze-alert").RequireAuthorization(Scopes.Write)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Tell nothing of it for some days, nor of another about the same");
    }

    static async Task<Ok<IReadOnlyList<Alert>>> ListAsync(Database database, TimeProvider clock, CancellationToken cancel,
        [Description("Those that are over, too.")] bool all = false, [Description("How many: 50 unless told, 500 at most.")] int limit = UsualAlerts) =>
        limit is >= 1 and <= MostAlerts
            ? TypedResults.Ok(await new AlertStore(database, clock).ListAsync(!all, limit, cancel))
            : throw new UserError($"`limit` must be a number from 1 to {MostAlerts}.");

    static async Task<Ok<Alert>> AcknowledgeAsync(long id, Database database, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.Ok(await new AlertStore(database, clock).AcknowledgeAsync(id, cancel));

    static async Task<Ok<Alert>> SnoozeAsync(long id, Database database, TimeProvider clock, CancellationToken cancel,
        [Description("For how many: 7 unless told, 365 at most.")] int days = UsualDays) =>
        TypedResults.Ok(await new AlertStore(database, clock).SnoozeAsync(id, After(days, clock), cancel));

    /// <exception cref="UserError">It is no number of days.</exception>
    public static DateTimeOffset After(int days, TimeProvider clock) =>
        days is >= 1 and <= MostDays ? clock.GetUtcNow().AddDays(days) : throw new UserError($"`days` must be a number from 1 to {MostDays}.");
}
