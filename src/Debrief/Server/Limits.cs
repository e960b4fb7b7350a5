using System.Threading.RateLimiting;
using Debrief.Access;

namespace Debrief.Server;

/// <summary>Nobody may use the server up: who isn't let in may not go on guessing, and who writes does it at a bearable pace. Reading waits its turn.</summary>
static class Limits
{
    const int ReadersAtOnce = 64;
    const int ReadersWaiting = 1000;
    const int WritesAMinute = 300;
    const int GuessesAMinute = 30;
    const int Listeners = 32;

    public static IServiceCollection AddLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = TellWhen;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
    });

    static RateLimitPartition<string> Partition(HttpContext context)
    {
        if (context.User.FindFirst(Visitor.IdClaim)?.Value is not { } token)
            return RateLimitPartition.GetFixedWindowLimiter($"guess {context.Connection.RemoteIpAddress}", _ => AMinute(GuessesAMinute));
        if (context.Request.Path == Dashboard.Links.JobEvents)
            return RateLimitPartition.GetConcurrencyLimiter("listen", _ => new() { PermitLimit = Listeners }); // Who listens stays, and may not keep readers out.
        if (HttpMethods.IsGet(context.Request.Method) || context.Request.Path.StartsWithSegments("/api/ingest"))
            return RateLimitPartition.GetConcurrencyLimiter("read", _ => new() { PermitLimit = ReadersAtOnce, QueueLimit = ReadersWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        return RateLimitPartition.GetFixedWindowLimiter($"write {token}", _ => AMinute(WritesAMinute));
    }

    static FixedWindowRateLimiterOptions AMinute(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) };

    static ValueTask TellWhen(Microsoft.AspNetCore.RateLimiting.OnRejectedContext context, CancellationToken cancel)
    {
        if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            context.HttpContext.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";
        return ValueTask.CompletedTask;
    }
}
