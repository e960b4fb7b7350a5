using Debrief.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Debrief.Server;

/// <summary>Exchanges a token, or the link that the server printed when it started, for a cookie.</summary>
static class SignIn
{
    public const string Path = "/sign-in";
    const string ReturnUrl = "ReturnUrl";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, OpenAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(Path, ExchangeAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/sign-out", LeaveAsync).RequireAuthorization(Scopes.Read).ExcludeFromDescription();
    }

    static async Task<Results<RedirectHttpResult, RazorComponentResult<SignInPage>>> OpenAsync(HttpContext context, SignInCode code, AccessTokens tokens)
    {
        var given = context.Request.Query["code"].ToString();
        if (given.Length == 0)
            return Page(context, problem: null);
        if (!code.TryUse(given) || (await tokens.ListAsync(context.RequestAborted)).FirstOrDefault(token => token.Scope == Scopes.Write) is not { } token)
            return Page(context, "This link was used before, or is of an earlier start. Sign in with a token.");
        return await LetInAsync(context, token);
    }

    static async Task<Results<RedirectHttpResult, RazorComponentResult<SignInPage>>> ExchangeAsync(HttpContext context, AccessTokens tokens, [FromForm] string? token) =>
        await tokens.FindAsync(token?.Trim(), context.RequestAborted) is { } found && found.Scope != Scopes.Push
            ? await LetInAsync(context, found)
            : Page(context, "This is no token that may look around here.");

    static async Task<RedirectHttpResult> LeaveAsync(HttpContext context, [FromForm] string? everything)
    {
        await context.SignOutAsync(Doors.Cookie);
        return TypedResults.LocalRedirect(Path);
    }

    static async Task<RedirectHttpResult> LetInAsync(HttpContext context, AccessToken token)
    {
        await context.SignInAsync(Doors.Cookie, Visitor.By(token, Doors.Cookie), new() { IsPersistent = true });
        var wanted = context.Request.Query[ReturnUrl].ToString();
        return TypedResults.LocalRedirect(IsOurs(wanted) ? wanted : "/");
    }

    /// <summary>A path of this server, not the beginning of another's address.</summary>
    static bool IsOurs(string path) => path is ['/', not ('/' or '\\'), ..];

    static RazorComponentResult<SignInPage> Page(HttpContext context, string? problem) =>
        new(new Dictionary<string, object?> { [nameof(SignInPage.Problem)] = problem, [nameof(SignInPage.Action)] = $"{Path}{QueryString.Create(ReturnUrl, context.Request.Query[ReturnUrl].ToString())}" }) { StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized };
}
