using Debrief.Facets.Rules;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>The facets that need no judgement: counted by code, whoever answers the others.</summary>
static class ObservedFacets
{
    public static SessionFacet Of(Session session, IReadOnlyList<Passage> passages, UserProfile profile)
    {
        var business = profile.BusinessOf(session.Project);
        var (alignment, priority) = Attribution.PriorityOf(business, profile.Priorities);
        return new()
        {
            SessionId = session.Id,
            Projects = Attribution.ProjectOf(session.Project) is { } project ? [project] : [],
            Businesses = business is null ? null : [business.Slug],
            PriorityAlignment = alignment,
            PriorityMatched = priority,
            InitiatedBy = session.InitiatedIn(profile),
            SkillsUsed = SkillUse.Used(session),
            RetryLoops = session.RetryLoops,
            McpFailures = session.McpFailures,
            SessionCutShort = session.CutShort,
            ResumedFrom = session.ResumedFrom,
            ArtifactsCreated = Made.Artifacts(session, passages),
            KnowledgeFiled = Made.Knowledge(passages),
            Extractor = "",
            ExtractionModel = "",
            PromptVersion = "",
            ProfileVersion = profile.Version,
            ExtractedMessages = session.MessageCount,
        };
    }
}
