using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>The style sheet and the script of the pages: parts of the program, at addresses that change with them. They hold nothing that is secret, and the sign-in needs them.</summary>
static class PageFiles
{
    static readonly Asset s_style = Asset.Of("debrief.css", "text/css; charset=utf-8", "report.css", "dashboard.css");
    static readonly Asset s_script = Asset.Of("debrief.js", "text/javascript; charset=utf-8", "dashboard.js");

    public static string Style => s_style.Address;
    public static string Script => s_script.Address;

    public static void MapPageFiles(this IEndpointRouteBuilder app)
    {
        foreach (var asset in (ReadOnlySpan<Asset>)[s_style, s_script])
            app.MapGet(asset.Path, (HttpContext context) => Send(asset, context)).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }

    static FileContentHttpResult Send(Asset asset, HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(asset.Content, asset.Type);
    }

    sealed record Asset(string Path, string Type, byte[] Content)
    {
        public string Address { get; } = $"{Path}?v={StableHash.Of(Content):x16}";

        public static Asset Of(string name, string type, params ReadOnlySpan<string> resources)
        {
            using var content = new MemoryStream();
            foreach (var resource in resources)
            {
                using var part = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
                part.CopyTo(content);
            }
            return new($"/assets/{name}", type, content.ToArray());
        }
    }
}
