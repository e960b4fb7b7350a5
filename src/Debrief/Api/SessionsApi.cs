using System.Security.Claims;
using System.Text.Json.Nodes;
using Debrief.Access;
using Debrief.Documents;
using Debrief.Facets;
using Debrief.Facets.Corrected;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Api;

static class SessionsApi
{
    public static void MapSessions(this RouteGroupBuilder group)
    {
        group.MapGet("", ListAsync).WithName("sessions").ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Sessions, the newest first, a page at a time");
        group.MapGet("/facet-stats", FacetStatsAsync).WithName("facet-stats").ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("How many sessions of a period have facets, and how these answer");
        group.MapGet("/{id}", OneAsync).WithName("session").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("All that is known of a session, its facet too. The id may be shortened to four characters or more");
        group.MapPut("/{id}/facet", CorrectAsync).WithName("correct-facet").RequireAuthorization(Scopes.Write)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Correct facets of a session, by their names. No later extraction overwrites what a person said");
    }

    static async Task<Ok<SessionsPage>> ListAsync([AsParameters] AskedSessions asked, Reads reads, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var (sessions, next) = await new SessionPages(reads.Database).ReadAsync(asked.Filter(profile, clock), AskedSessions.Read(asked.Cursor), asked.AtMost, cancel);
        return TypedResults.Ok(new SessionsPage([.. sessions.Select(session => session.SeenBy(profile))], next?.ToString()));
    }

    static async Task<Ok<FacetStats>> FacetStatsAsync([AsParameters] AskedPeriod asked, Reads reads, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var period = asked.For(profile, clock);
        return TypedResults.Ok(await new FacetStatsReader(reads.Database).ReadAsync(period.From, period.To, cancel));
    }

    static async Task<Ok<SessionDocument>> OneAsync(string id, Reads reads, UserProfile profile, CancellationToken cancel) =>
        TypedResults.Ok(await SessionDocument.ReadAsync(id, reads.Database, profile, cancel));

    static async Task<Ok<SessionFacet>> CorrectAsync(string id, JsonObject answers, ClaimsPrincipal visitor, Database database, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var correction = new CorrectableFacets(profile).Read(answers);
        var session = await new SessionStore(database).FindAsync(id, cancel);
        return TypedResults.Ok(await new CorrectionStore(database, clock).SaveAsync(session.Id, correction, visitor.Identity!.Name!, cancel));
    }
}
