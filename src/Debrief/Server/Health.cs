using System.Data.Common;
using Debrief.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Debrief.Server;

/// <summary>For whoever watches the server: it lives; it can work. Neither tells anything else, so that neither needs a token.</summary>
static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        // At once: whoever sends a token along would make its door ask the database, which may be what is amiss.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().ShortCircuit();
        app.MapHealthChecks("/health/ready").AllowAnonymous().ShortCircuit();
    }
}

sealed class DatabaseCheck(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await database.ConnectAsync(cancellationToken);
            await using var ask = db.CreateCommand();
            ask.CommandText = "select 1 from access_tokens limit 1";
            await ask.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (DbException ex)
        {
            return HealthCheckResult.Unhealthy(Outage.Explain(ex) ?? $"The database can't be used: {ex.Message}"); // The watcher is told; the server goes on trying.
        }
    }
}
