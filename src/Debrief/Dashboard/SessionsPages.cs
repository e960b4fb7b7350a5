using System.Text.Json.Nodes;
using System.Security.Claims;
using Debrief.Access;
using Debrief.Api;
using Debrief.Dashboard.Components;
using Debrief.Documents;
using Debrief.Facets;
using Debrief.Facets.Corrected;
using Debrief.Jobs;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Debrief.Dashboard;

/// <summary>The sessions, searched and filtered; and each by itself, with what was said in it and what it was judged to be.</summary>
static class SessionsPages
{
    const int OnAPage = 50;

    public static void MapSessionsPages(this RouteGroupBuilder admin)
    {
        admin.MapGet("/sessions", ListAsync);
        admin.MapGet("/sessions/{id}", OneAsync);
        admin.MapPost("/sessions/{id}/facet", CorrectAsync).RequireAuthorization(Scopes.Write);
        admin.MapPost("/sessions/{id}/extract", ExtractAsync).RequireAuthorization(Scopes.Write);
    }

    static async Task<RazorComponentResult> ListAsync(Chosen chosen, ChosenSessions which, Viewer viewer, Choices choices, Reads reads, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var (sessions, next) = await new SessionPages(reads.Database).ReadAsync(which.Filter(chosen, profile, clock), AskedSessions.Read(which.Cursor), OnAPage, cancel);
        var facets = await new FacetStore(reads.Database).OfAsync([.. sessions.Select(session => session.Id)], cancel);
        var listed = sessions.Select(session => new ListedSession(session.SeenBy(profile), facets.GetValueOrDefault(session.Id), profile)).ToList();
        return Page.Of<SessionListPage>(viewer, chosen, which, await choices.ReadAsync(cancel), profile, new SessionList(listed, next?.ToString()));
    }

    static async Task<RazorComponentResult> OneAsync(string id, int? page, int? line, Viewer viewer, Database database, TranscriptArchive archive, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var document = await SessionDocument.ReadAsync(id, database, profile, cancel);
        var passages = await new SessionReader(database, archive).ReadAsync(document.Session, cancel);
        var corrected = await new CorrectionStore(database, clock).FindAsync(document.Session.Id, cancel);
        var timeline = Timeline.Read(passages, document.Facet?.Evidence ?? [], page, line);
        return Page.Of<SessionPage>(viewer, profile, new ShownSession(document, timeline, corrected, line));
    }

    static async Task<RedirectHttpResult> CorrectAsync(string id, IFormCollection form, ClaimsPrincipal visitor, Database database, UserProfile profile, TimeProvider clock, CancellationToken cancel)
    {
        var session = await new SessionStore(database).FindAsync(id, cancel);
        var correction = new CorrectableFacets(profile).Read(FacetForm.Answer(form));
        await new CorrectionStore(database, clock).SaveAsync(session.Id, correction, visitor.Identity!.Name!, cancel);
        return TypedResults.LocalRedirect($"{Links.To(Links.Session(session.Id), ("done", "corrected"))}#facets");
    }

    /// <summary>In a process of its own, as a job would: it may take as long as a model takes.</summary>
    static async Task<RedirectHttpResult> ExtractAsync(string id, IFormCollection form, Database database, OwnCommand program, CancellationToken cancel)
    {
        var session = await new SessionStore(database).FindAsync(id, cancel);
        var end = await program.RunAsync(["extract", session.Id, "--force", "--yes", "--json"], says: null, cancel);
        return end.Outcome == "succeeded"
            ? TypedResults.LocalRedirect($"{Links.To(Links.Session(session.Id), ("done", "extracted"))}#facets")
            : throw new WorkError(end.Error ?? "The extraction said nothing.");
    }
}

/// <param name="Next">The cursor of the page after it; null: this is the last.</param>
sealed record SessionList(IReadOnlyList<ListedSession> Sessions, string? Next);

/// <param name="Corrected">What a person said about it; null: nothing.</param>
/// <param name="Line">That somebody came for.</param>
sealed record ShownSession(SessionDocument Document, Timeline Timeline, FacetCorrection? Corrected, int? Line);
