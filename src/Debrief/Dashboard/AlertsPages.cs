using System.Globalization;
using System.Text.Json;
using Dapper;
using Debrief.Access;
using Debrief.Alerts;
using Debrief.Api;
using Debrief.Dashboard.Components;
using Debrief.Profile;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>What is unusual now, what was, and where to look into it.</summary>
static class AlertsPages
{
    const int MostOpen = 200;

    public static void MapAlertsPage(this RouteGroupBuilder admin)
    {
        admin.MapGet("/alerts", ShowAsync);
        admin.MapPost("/alerts/{id}/acknowledge", AcknowledgeAsync).RequireAuthorization(Scopes.Write);
        admin.MapPost("/alerts/{id}/snooze", SnoozeAsync).RequireAuthorization(Scopes.Write);
    }

    static async Task<RazorComponentResult> ShowAsync(Viewer viewer, Database database, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var store = new AlertStore(database, clock);
        var open = await store.ListAsync(onlyOpen: true, MostOpen, cancel);
        var past = (await store.ListAsync(onlyOpen: false, MostOpen + AlertList.MostPast, cancel)).Where(alert => alert.EndedAt is not null).Take(AlertList.MostPast).ToList();
        var titles = await TitlesAsync(open.Concat(past).SelectMany(alert => alert.LookAt.Sessions), database, cancel);
        return Page.Of<AlertsPage>(viewer, profile, new AlertList(open, past, titles, clock.GetUtcNow()));
    }

    static async Task<RedirectHttpResult> AcknowledgeAsync(long id, IFormCollection form, Database database, TimeProvider clock, CancellationToken cancel)
    {
        await new AlertStore(database, clock).AcknowledgeAsync(id, cancel);
        return TypedResults.LocalRedirect(Links.To(Links.Alerts, ("done", "acknowledged")));
    }

    static async Task<RedirectHttpResult> SnoozeAsync(long id, IFormCollection form, Database database, TimeProvider clock, CancellationToken cancel)
    {
        var days = int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        await new AlertStore(database, clock).SnoozeAsync(id, AlertsApi.After(days, clock), cancel);
        return TypedResults.LocalRedirect(Links.To(Links.Alerts, ("done", "snoozed")));
    }

    /// <summary>Of those that are still there, by their ids.</summary>
    static async Task<IReadOnlyDictionary<string, string?>> TitlesAsync(IEnumerable<string> ids, Database database, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var wanted = JsonSerializer.Serialize<IReadOnlyList<string>>([.. ids.Distinct()], AlertRowJson.Default.IReadOnlyListString);
        var titles = await db.QueryAsync<(string Id, string? Title)>(new CommandDefinition(
            $"select id, title from claude_sessions where parent_id is null and id in (select value from {database.Dialect.Each("@wanted")} as wanted)", new { wanted }, cancellationToken: cancel));
        return titles.ToDictionary(session => session.Id, session => session.Title);
    }
}

/// <param name="Past">The latest of those that are over.</param>
/// <param name="Titles">Of the sessions to look at, as far as they are still there.</param>
sealed record AlertList(IReadOnlyList<Alert> Open, IReadOnlyList<Alert> Past, IReadOnlyDictionary<string, string?> Titles, DateTimeOffset Now)
{
    public const int MostPast = 100;

    /// <summary>What the form offers, in days.</summary>
    public static readonly IReadOnlyList<int> Snoozes = [1, 7, 14, 30, 90];

    public bool IsSnoozed(Alert alert) => alert.SnoozedUntil > Now;
}
