using Debrief.Privacy;

namespace Debrief.Facets;

static class MaskedFacet
{
    /// <summary>The facets as they may be kept: secrets masked in all that is words.</summary>
    public static SessionFacet WithoutSecrets(this SessionFacet facet) => facet with
    {
        UnderlyingGoal = Masked(facet.UnderlyingGoal),
        FrictionDetail = Masked(facet.FrictionDetail),
        PrimarySuccess = Masked(facet.PrimarySuccess),
        BriefSummary = Masked(facet.BriefSummary),
        PivotTrigger = Masked(facet.PivotTrigger),
        PriorityMatched = Masked(facet.PriorityMatched),
        Projects = Masked(facet.Projects),
        Businesses = Masked(facet.Businesses),
        SkillsUsed = Masked(facet.SkillsUsed),
        SkillsMissed = Masked(facet.SkillsMissed),
        PeopleMentioned = Masked(facet.PeopleMentioned),
        RelationshipActions = facet.RelationshipActions is { } actions ? [.. actions.Select(action => new RelationshipAction(Secrets.Mask(action.Person), Secrets.Mask(action.Action)))] : null,
        Evidence = [.. facet.Evidence.Select(item => item with { Quote = Secrets.Mask(item.Quote), Value = Secrets.Mask(item.Value) })],
    };

    static string? Masked(string? text) => text is null ? null : Secrets.Mask(text);

    static IReadOnlyList<string>? Masked(IReadOnlyList<string>? texts) => texts is null ? null : [.. texts.Select(Secrets.Mask)];
}
