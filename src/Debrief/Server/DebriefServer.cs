using Debrief.Access;
using Debrief.Api;
using Debrief.Dashboard;
using Debrief.Insights.Daily;
using Debrief.Jobs;
using Debrief.Profile;
using Debrief.Pushing;
using Debrief.Sessions;
using Debrief.Storage;
using Microsoft.AspNetCore.HttpOverrides;

namespace Debrief.Server;

/// <summary>Debrief's always-on form. Nothing is read from where it happens to be started: what it needs is in the options.</summary>
static class DebriefServer
{
    const int LongestBody = 1 << 20;
    static readonly TimeSpan s_slowestHeaders = TimeSpan.FromSeconds(15);

    public static WebApplication Build(ServerOptions options)
    {
        options.Check();
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "debrief" });
        Listen(builder, options);
        AddParts(builder.Services, options);
        builder.Services.AddRouting().AddOnlyOwnHosts(options).AddDoors(options).AddDashboard().AddTroubles().AddLimits().AddRequestDecompression().AddApiDocument();
        AddJobs(builder.Services, options);
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        builder.AddTelemetry();
        builder.Logging.AddLines();

        var app = builder.Build();
        app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseHostFiltering();
        app.Use(SafeHeaders.AddAsync);
        app.Use(OwnOrigin.RequireAsync);
        app.UseRouting();
        app.UseRequestDecompression();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        Map(app);
        return app;
    }

    static void Map(WebApplication app)
    {
        app.MapHealth();
        app.MapSignIn();
        app.MapDashboard();
        app.MapOpenApi("/openapi.json");
        app.MapApi();
    }

    static void Listen(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.WebHost.UseKestrelCore().UseUrls([.. options.Urls.Select(url => url.GetLeftPart(UriPartial.Authority))]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Limits.RequestHeadersTimeout = s_slowestHeaders;
        });
    }

    static void AddParts(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Database);
        services.AddSingleton(new LentModels(options.Model));
        services.AddSingleton(options.Clock);
        services.AddSingleton(options.Settings.Extraction);
        services.AddSingleton(options.Profile);
        services.AddSingleton(provider => new Reads(options.Settings.DatabaseReads is { } replica
            ? options.Database.ReadFrom(replica, options.Clock, provider.GetRequiredService<ILogger<Replica>>().TellReading)
            : options.Database));
        services.AddTransient(_ => options.Profile.Read());
        services.AddSingleton<DayMemory>();
        services.AddTransient(_ => new InstalledSkills(options.ClaudeDirectories, options.Profile.Read()));
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<SignInCode>();
        services.AddSingleton(new PushedFiles(options.Folders.Pushed));
        services.AddSingleton(new TranscriptArchive(options.Folders.Archive));
    }

    static void AddJobs(IServiceCollection services, ServerOptions options)
    {
        var schedules = Schedule.Of(options.Settings.Jobs, options.Profile.Read().TimeZone);
        services.AddJobs(schedules, options.Command, options.Settings.Server.Name);
        if (options.RunsJobs)
            services.AddScheduler(schedules, options.Database);
    }

    /// <summary>Against a foreign page whose name leads here: only names that are ours are answered.</summary>
    static IServiceCollection AddOnlyOwnHosts(this IServiceCollection services, ServerOptions options) => services.AddHostFiltering(hosts =>
    {
        hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
        if (options.Origin is { } origin)
            hosts.AllowedHosts.Add(origin.Host);
        (hosts.AllowEmptyHosts, hosts.IncludeFailureMessage) = (false, false);
    });
}
