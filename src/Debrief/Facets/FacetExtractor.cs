using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>Answers what a session was about and how it went.</summary>
abstract class FacetExtractor
{
    /// <summary>As kept with every answer: rules, model, bridge.</summary>
    public abstract string Name { get; }

    /// <param name="passages">The whole session in the order it happened.</param>
    /// <exception cref="WorkError">No answer could be had.</exception>
    public abstract Task<SessionFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel);
}
