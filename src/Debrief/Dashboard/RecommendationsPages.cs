using Debrief.Access;
using Debrief.Dashboard.Components;
using Debrief.Insights;
using Debrief.Insights.Recommending;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>What reports recommended, what it was to move, and how that moved.</summary>
static class RecommendationsPages
{
    public static void MapRecommendationsPage(this RouteGroupBuilder admin)
    {
        admin.MapGet("/recommendations", ShowAsync);
        admin.MapPost("/recommendations/{id}/dismiss", DismissAsync).RequireAuthorization(Scopes.Write);
    }

    static async Task<RazorComponentResult> ShowAsync(Chosen chosen, Viewer viewer, Choices choices, Database database, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var all = await new RecommendationStore(database, clock) { Owner = chosen.Owner }.ListAsync(kind: null, cancel);
        return Page.Of<RecommendationsPage>(viewer, chosen, await choices.ReadAsync(cancel), profile, new AdviceList(all));
    }

    static async Task<RedirectHttpResult> DismissAsync(long id, IFormCollection form, Database database, TimeProvider clock, CancellationToken cancel)
    {
        var owner = form["owner"].ToString() is { Length: > 0 } given ? given : null;
        await new RecommendationStore(database, clock) { Owner = owner }.DismissAsync(id, cancel);
        return TypedResults.LocalRedirect(Links.To(Links.Recommendations, ("owner", owner), ("done", "dismissed")));
    }
}

/// <param name="All">The newest first.</param>
sealed record AdviceList(IReadOnlyList<Advised> All)
{
    public const int Most = 100;

    /// <summary>In the order in which one wants to see them.</summary>
    static readonly IReadOnlyList<(string Title, string Intro, string[] Statuses)> s_parts =
    [
        ("Returned", "Their figure was where it should be, and isn’t any more.", ["returned"]),
        ("Open", "Nobody can tell whether they were taken up, or they weren’t.", ["proposed", "ignored"]),
        ("Taken up", "Somebody does what they say; the figure isn’t where it should be yet.", ["taken_up"]),
        ("Resolved", "The figure moved as it should, and nothing speaks for them any more.", ["resolved"]),
        ("Dismissed", "Somebody doesn’t want them: they aren’t given again.", ["dismissed"]),
    ];

    public IEnumerable<(string Title, string Intro, IReadOnlyList<Advised> Advice)> Parts =>
        s_parts.Select(part => (part.Title, part.Intro, (IReadOnlyList<Advised>)[.. All.Where(each => part.Statuses.Contains(each.Status))])).Where(part => part.Item3.Count > 0);

    public int Standing => All.Count(each => Advised.Standing.Contains(each.Status));

    /// <summary>What its figure counts; null: no page lists that.</summary>
    public static string? LinkOf(Advised advised, string? owner) => advised.Metric.Split(':', 2) switch
    {
        ["skill_missed", var skill] => Links.To(Links.Sessions, ("missed", skill), ("owner", owner)),
        ["retry_loops", ..] => Links.To(Links.Friction, ("friction", "loop_detected"), ("owner", owner)),
        ["misunderstandings", ..] => Links.To(Links.Friction, ("friction", "misunderstanding"), ("owner", owner)),
        ["drift_percent", ..] => Links.To(Links.Sessions, ("alignment", "drift"), ("owner", owner)),
        _ => null,
    };

    public static Change? ChangeOf(Advised advised) =>
        advised.ValueNow is { } now ? Change.Difference((int)now, (int)advised.Value, advised.Direction == "up" ? Better.More : Better.Less) : null;

    public static string StatusOf(string status) => status switch
    {
        "proposed" => "open",
        "ignored" => "not taken up",
        "returned" => "back again",
        _ => Foreign.Words(status),
    };
}
