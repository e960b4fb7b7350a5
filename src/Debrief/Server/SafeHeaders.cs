namespace Debrief.Server;

/// <summary>What keeps a browser from doing anything with an answer but showing it.</summary>
static class SafeHeaders
{
    // Neither styles nor scripts are ever inline: bars and rings have their sizes as attributes of an SVG.
    const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin"; // With none, a browser says of our own forms that they come from nowhere.
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-cache"; // To be asked about each time: an ETag answers it.
        return next(context);
    }
}
