using System.Security.Cryptography;
using System.Text;

namespace Debrief.Bridge;

/// <summary>Lends this machine's model to another Debrief that knows the secret: for one that runs in a container while <c>claude</c> is logged in here.</summary>
sealed class BridgeServer(LentModel model, string secret)
{
    /// <param name="urls">Where to listen; port 0 takes a free one.</param>
    public WebApplication Build(params string[] urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LentModel.LongestBody);
        var app = builder.Build();
        app.Use(RequireSecret);
        app.Use(TellFaultsAsync);
        app.MapPost("/api/claude/extract-facets", context => model.ExtractAsync(context, maySeeSessions: true));
        app.MapPost("/api/claude/synthesize", model.SynthesizeAsync);
        return app;
    }

    Task RequireSecret(HttpContext context, RequestDelegate next)
    {
        var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes($"Bearer {secret}"))
            ? next(context)
            : LentModel.TellAsync(context, new("Not allowed", "The secret is missing or wrong.", 401, null));
    }

    /// <summary>Nobody reads a log here: a fault of ours is told to who asks, who knows the secret.</summary>
    static async Task TellFaultsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception ex) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await LentModel.TellAsync(context, new("A fault at the bridge", $"A fault at the bridge: {ex.Message}", 500, null));
        }
    }
}
