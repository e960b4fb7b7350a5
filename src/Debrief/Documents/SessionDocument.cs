using System.Text.Json.Serialization;
using Debrief.Facets;
using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Documents;

/// <summary>What `debrief sessions --json` prints.</summary>
/// <param name="Total">How many there are, shown or not.</param>
/// <param name="SubAgents">Those of the sessions that are shown; null: nobody asked for them.</param>
sealed record SessionsDocument(DateOnly? Since, DateOnly? Until, int Total, IReadOnlyList<Session> Sessions, IReadOnlyList<Session>? SubAgents);

/// <summary>What `debrief session ID --json` prints.</summary>
/// <param name="Usage">By model, sub-agents included.</param>
/// <param name="Facets">Null: not extracted.</param>
/// <param name="SubAgents">In the order in which they began. What they did and used is counted in the session.</param>
sealed record SessionDocument(Session Session, IReadOnlyList<ModelUsage> Usage, SessionFacet? Facets, IReadOnlyList<SubAgentDocument> SubAgents);

/// <param name="Facets">Null: not extracted.</param>
sealed record SubAgentDocument(Session Session, SessionFacet? Facets);

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
