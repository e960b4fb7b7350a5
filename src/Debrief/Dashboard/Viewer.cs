using Debrief.Access;

namespace Debrief.Dashboard;

/// <summary>Who looks, at what, and whether they may change it.</summary>
/// <param name="Name">The token's.</param>
/// <param name="Notice">What came of the form that led here; null: none did.</param>
sealed record Viewer(string Name, bool CanWrite, string Path, string Query, string? Notice)
{
    public static ValueTask<Viewer?> BindAsync(HttpContext context) => ValueTask.FromResult<Viewer?>(Of(context));

    public static Viewer Of(HttpContext context) => new(
        context.User.Identity?.Name ?? "nobody",
        context.User.HasClaim(Visitor.ScopeClaim, Scopes.Write),
        context.Request.Path,
        context.Request.QueryString.Value ?? "",
        Notices.Find(context.Request.Query["done"]));
}
