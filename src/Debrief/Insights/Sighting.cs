using Debrief.Facets;

namespace Debrief.Insights;

/// <summary>One time that something got in the way in one session.</summary>
/// <param name="Complaint">What the person said about it, where the tool's own words are the evidence.</param>
sealed record Sighting(PastSession Session, Evidence Evidence, string? Tool, Evidence? Complaint)
{
    const int FewestWords = 4;

    IReadOnlySet<string> Words { get; } = Wording.Of(Evidence.Quote);

    public string Quote => (Complaint ?? Evidence).Quote;
    public string Speaker => (Complaint ?? Evidence).Speaker;
    public int Line => (Complaint ?? Evidence).Line;
    public DateTimeOffset At => (Complaint ?? Evidence).At ?? Session.EndedAt;

    /// <summary>The detail is told of the whole session: it fits when that has no other kind of friction, or it names this one.</summary>
    public string? Detail
    {
        get
        {
            var detail = Session.Facet!.FrictionDetail;
            var kinds = (Session.Facet.FrictionCounts ?? Sessions.Counts.None).Where(count => count.Value > 0).Select(count => count.Key);
            return kinds.All(each => each == Evidence.Value)
                || detail?.Replace('_', ' ').Contains(Evidence.Value.Replace('_', ' '), StringComparison.OrdinalIgnoreCase) == true ? detail : null;
        }
    }

    public static IEnumerable<Sighting> In(PastSession session)
    {
        if (session.Facet is not { } facet)
            return [];
        // The failure that a loop began with is that loop's.
        return facet.Evidence
            .Where(evidence => evidence.Facet == "friction")
            .OrderBy(evidence => evidence.Value != "loop_detected")
            .DistinctBy(evidence => evidence.Quote)
            .OrderBy(evidence => evidence.Line)
            .Select(evidence => evidence.Speaker == "tool"
                ? new Sighting(session, evidence, FailingTool.Of(session, evidence), ComplaintAbout(evidence, facet))
                : new Sighting(session, evidence, null, null));
    }

    /// <summary>The same kind, with the same tool or in nearly the same words; in one session, where no tool is known, the kind will do.</summary>
    public bool IsAgain(Sighting other) => Evidence.Value == other.Evidence.Value && Evidence.Who == other.Evidence.Who
        && (Tool is not null || other.Tool is not null ? Tool == other.Tool
            : Session == other.Session && Evidence.Speaker == other.Evidence.Speaker || Wording.IsNear(Words, other.Words));

    /// <summary>The person's next complaint, if it says more than no.</summary>
    static Evidence? ComplaintAbout(Evidence failure, SessionFacet facet) => facet.Evidence
        .Where(evidence => evidence is { Facet: "corrections", Speaker: "human" } && evidence.Line > failure.Line)
        .OrderBy(evidence => evidence.Line)
        .Take(1)
        .FirstOrDefault(evidence => failure.Value == "loop_detected" && Wording.Of(evidence.Quote).Count >= FewestWords);
}
