using System.Text.Json.Serialization;
using Debrief.Facets;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Storage;

namespace Debrief.Documents;

/// <summary>What `debrief sessions --json` prints.</summary>
/// <param name="Total">How many there are, shown or not.</param>
/// <param name="SubAgents">Those of the sessions that are shown; null: nobody asked for them.</param>
sealed record SessionsDocument(DateOnly? Since, DateOnly? Until, int Total, IReadOnlyList<Session> Sessions, IReadOnlyList<Session>? SubAgents);

/// <summary>What `debrief session ID --json` prints.</summary>
/// <param name="Usage">By model, sub-agents included.</param>
/// <param name="Facet">Null: not extracted.</param>
/// <param name="SubAgents">In the order in which they began. What they did and used is counted in the session.</param>
sealed record SessionDocument(Session Session, IReadOnlyList<ModelUsage> Usage, SessionFacet? Facet, IReadOnlyList<SubAgentDocument> SubAgents)
{
    /// <param name="id">May be shortened.</param>
    /// <exception cref="UserError">There is none, or more than one.</exception>
    public static async Task<SessionDocument> ReadAsync(string id, Database database, UserProfile profile, CancellationToken cancel)
    {
        var session = (await new SessionStore(database).FindAsync(id, cancel)).SeenBy(profile);
        var usage = await new UsageReader(database).OfSessionAsync(session, cancel);
        var facets = new FacetStore(database);
        return new(session, [.. usage.Select(row => new ModelUsage(row.Key.Name!, row.Usage))], await facets.FindAsync(session.Id, cancel), await SubAgentsAsync(database, facets, session, cancel));
    }

    static async Task<IReadOnlyList<SubAgentDocument>> SubAgentsAsync(Database database, FacetStore facets, Session session, CancellationToken cancel)
    {
        if (session.ParentId is not null)
            return [];

        var extracted = await facets.OfSubAgentsAsync(session.Id, cancel);
        return [.. (await new SubAgents(database).ListAsync(session.Id, cancel)).Select(agent => new SubAgentDocument(agent, extracted.GetValueOrDefault(agent.Id)))];
    }
}

/// <param name="Facet">Null: not extracted.</param>
sealed record SubAgentDocument(Session Session, SessionFacet? Facet);

/// <summary>A page of sessions.</summary>
/// <param name="Next">The cursor of the page after it; null: this is the last.</param>
sealed record SessionsPage(IReadOnlyList<Session> Sessions, string? Next);

sealed record ModelUsage(string Model, TokenUsage Tokens);

[JsonSerializable(typeof(SessionsDocument))]
[JsonSerializable(typeof(SessionDocument))]
sealed partial class SessionsJson : JsonSerializerContext;

static class SessionNames
{
    extension(Session session)
    {
        /// <summary>What the session is called in a list.</summary>
        public string Name => session.Title ?? session.FirstPrompt ?? "(no title)";

        /// <summary>Started by whom the profile's rules say.</summary>
        public Session SeenBy(UserProfile profile) => session with { InitiatedBy = session.InitiatedIn(profile) };
    }
}
