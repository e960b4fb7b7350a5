using Debrief.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Debrief.Server;

/// <summary>Who may come in: by a token, or by the cookie that it was exchanged for. What asks for nothing in particular asks for a token that may read.</summary>
static class Doors
{
    const string Either = "either";
    public const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;

    public static IServiceCollection AddDoors(this IServiceCollection services, ServerOptions server)
    {
        services.AddDataProtection().SetApplicationName("debrief");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(parts =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = ActivatorUtilities.CreateInstance<KeysInDatabase>(parts)));
        services.AddAntiforgery(form => (form.Cookie.Name, form.Cookie.SameSite) = ("debrief_form", SameSiteMode.Strict));
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, displayName: null, either => either.ForwardDefaultSelector = context => context.Request.Headers.Authorization.Count > 0 ? TokenDoor.Scheme : Cookie)
            .AddScheme<AuthenticationSchemeOptions, TokenDoor>(TokenDoor.Scheme, configureOptions: null)
            .AddCookie(Cookie, cookie => Configure(cookie, server));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(Allows(Scopes.Read, Scopes.Write))
            .AddPolicy(Scopes.Read, Allows(Scopes.Read, Scopes.Write))
            .AddPolicy(Scopes.Write, Allows(Scopes.Write))
            .AddPolicy(Scopes.Ask, Allows(Scopes.Ask, Scopes.Write))
            .AddPolicy(Scopes.Push, Allows(Scopes.Push, Scopes.Write));
        return services;
    }

    static AuthorizationPolicy Allows(params string[] scopes) =>
        new AuthorizationPolicyBuilder().RequireClaim(Visitor.ScopeClaim, scopes).Build();

    static void Configure(CookieAuthenticationOptions options, ServerOptions server)
    {
        options.Cookie.Name = "debrief";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = server.Origin?.Scheme == "https" ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.LoginPath = SignIn.Path;
        options.Events.OnValidatePrincipal = RequireValidTokenAsync;
        options.Events.OnRedirectToLogin = context => LeadToSignIn(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => LeadToSignIn(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>A cookie is worth what its token is: a revoked one ends it.</summary>
    static async Task RequireValidTokenAsync(CookieValidatePrincipalContext context)
    {
        var tokens = context.HttpContext.RequestServices.GetRequiredService<AccessTokens>();
        if (context.Principal?.FindFirst(Visitor.IdClaim)?.Value is { } id && await tokens.StillValidAsync(id, context.HttpContext.RequestAborted) is { } token)
            context.ReplacePrincipal(Visitor.By(token, Cookie));
        else
            context.RejectPrincipal();
    }

    /// <summary>A page leads to the sign-in, a program is told the plain status.</summary>
    static Task LeadToSignIn(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api"))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
