using System.Text.Json.Serialization;
using Debrief.Facets;
using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Documents;

/// <summary>What `debrief sessions --json` prints.</summary>
/// <param name="Total">How many there are, shown or not.</param>
sealed record SessionsDocument(DateOnly? Since, DateOnly? Until, int Total, IReadOnlyList<Session> Sessions);

/// <summary>What `debrief session ID --json` prints.</summary>
/// <param name="Usage">By model, sub-agents included.</param>
/// <param name="Facets">Null: not extracted.</param>
sealed record SessionDocument(Session Session, IReadOnlyList<ModelUsage> Usage, SessionFacet? Facets);

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
        public Session SeenBy(UserProfile profile) =>
            session with { InitiatedBy = profile.InitiatedBy(session.Project, session.FirstPrompt, session.Client, session.InitiatedBy) };
    }
}
