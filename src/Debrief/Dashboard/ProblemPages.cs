using Debrief.Dashboard.Components;

namespace Debrief.Dashboard;

/// <summary>What went wrong, as a page for who looks at pages. Programs are told as problem details.</summary>
sealed class ProblemPages : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) =>
        !context.HttpContext.Request.Path.StartsWithSegments("/api") && context.HttpContext.Request.GetTypedHeaders().Accept?.Any(type => type.MediaType == "text/html") == true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var status = context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode;
        var page = Page.Of<ProblemPage>(Viewer.Of(context.HttpContext), new Problem(status, context.ProblemDetails.Detail));
        page.StatusCode = status;
        await page.ExecuteAsync(context.HttpContext);
    }
}

/// <param name="Detail">What the asker can change; null: nothing.</param>
sealed record Problem(int Status, string? Detail);
