using Debrief.Facets;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Evaluation;

/// <summary>Answers with what the database holds, whoever extracted it.</summary>
sealed class StoredFacets(FacetStore facets) : FacetExtractor
{
    public override string Name => "stored";
    public override string Model => "none";
    public override string PromptVersion => "";

    public override async Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel) =>
        await facets.FindAsync(session.Id, cancel) is { } found ? new(found, new Dictionary<string, int>()) : throw new WorkError("The database has no facets of it.");
}
