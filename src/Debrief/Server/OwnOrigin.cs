namespace Debrief.Server;

/// <summary>Refuses what another site's page sends: a browser says where a request comes from, and nothing else is believed more.</summary>
static class OwnOrigin
{
    public static Task RequireAsync(HttpContext context, RequestDelegate next)
    {
        var given = context.Request.Headers.Origin.ToString();
        var isForeign = given.Length > 0 ? !IsOwn(given, context) : IsSentBySite(context.Request);
        return isForeign
            ? TypedResults.Problem("The request comes from another site.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context)
            : next(context);
    }

    static bool IsOwn(string origin, HttpContext context)
    {
        var stated = context.RequestServices.GetRequiredService<ServerOptions>().Origin?.GetLeftPart(UriPartial.Authority);
        return Same(origin, $"{context.Request.Scheme}://{context.Request.Host}") || stated is not null && Same(origin, stated);
    }

    static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>A link from elsewhere may lead here; a form or a script from elsewhere may not.</summary>
    static bool IsSentBySite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site" && !(HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate");
}
