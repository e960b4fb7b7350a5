using Debrief.Facets.Rules;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets;

/// <summary>Answers from what was counted and from what words say plainly: no model, no network. The rest is null.</summary>
sealed class RulesExtractor(UserProfile profile) : FacetExtractor
{
    public const string Version = "v3";

    readonly People _people = new(profile.People);

    public override string Name => "rules";

    public override string Model => "none";

    public override string PromptVersion => Version;

    public override Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(Extract(session, passages));
    }

    ExtractedFacet Extract(Session session, IReadOnlyList<Passage> passages)
    {
        var turns = Turn.Of(passages);
        var asks = GoalCategories.In(turns);
        var checks = Check.In(passages);
        var satisfaction = turns.Select(Satisfaction.Of).OfType<Signal>().ToList();
        var corrections = turns.Select(Corrections.Of).OfType<Signal>().ToList();
        var friction = Friction.In(turns, passages, checks);
        var outcome = Outcomes.Of(session, turns, passages, checks);
        var facet = ObservedFacets.Of(session, passages, profile) with
        {
            Extractor = Name,
            ExtractionModel = Model,
            PromptVersion = Version,
            UnderlyingGoal = session.ParentId is null ? Goal.Of(turns) : Goal.OfTask(passages),
            GoalCategories = asks.Count == 0 ? null : asks.CountBy(ask => ask.Category).ToDictionary(),
            Outcome = outcome.Value,
            UserSatisfactionCounts = turns.Count == 0 ? null : CountsOf(Satisfaction.Values, satisfaction.Select(signal => signal.Value)),
            FrictionCounts = CountsOf(Friction.Kinds, friction.Select(incident => incident.Value)),
            FrictionDetail = Told.Friction(friction),
            PrimarySuccess = Told.Success(outcome, passages),
            SessionType = SessionKinds.TypeOf(turns, asks, corrections.Count, satisfaction.Count(signal => signal.Value == Satisfaction.Dissatisfied)),
            WorkflowType = SessionKinds.WorkflowOf(turns, asks),
            CompletionChain = Tasks.In(passages, asks, session.CutShort),
            SkillsMissed = SkillUse.Missed(profile.Skills, SkillUse.Used(session), turns),
            CourseCorrections = corrections.Count,
            PivotTrigger = Pivots.In(turns),
            DecisionsMade = Made.Decisions(turns, passages),
            Confidence = Told.Confidence(outcome, turns, asks, satisfaction),
        };
        facet = WithPeople(facet, passages, turns);
        var evidence = EvidenceCheck.Verify(
        [
            .. new[] { outcome.Evidence }.OfType<Evidence>(),
            .. satisfaction.Select(signal => signal.AsEvidence("satisfaction")),
            .. corrections.Select(signal => signal.AsEvidence("corrections")),
            .. friction,
            .. facet.Evidence,
        ], passages);
        return new(facet with { BriefSummary = Told.Summary(session, facet), Evidence = evidence.Kept }, evidence.Dropped);
    }

    SessionFacet WithPeople(SessionFacet facet, IReadOnlyList<Passage> passages, IReadOnlyList<Turn> turns)
    {
        var mentions = _people.In(passages).ToList();
        var actions = Relationships.In(mentions).ToList();
        IReadOnlyList<RelationshipAction> done = [.. actions.Select(action => action.Action)];
        return facet with
        {
            PeopleMentioned = _people.AreKnown ? [.. mentions.CountBy(mention => mention.Person).OrderByDescending(person => person.Value).Select(person => person.Key)] : null,
            RelationshipActions = _people.AreKnown ? done : null,
            OutreachType = Relationships.OutreachOf(done, turns, facet.InitiatedBy),
            Evidence = [.. mentions.DistinctBy(mention => mention.Person).Select(mention => mention.AsEvidence()), .. actions.Select(action => action.Evidence)],
        };
    }

    static Dictionary<string, int> CountsOf(IReadOnlyList<string> values, IEnumerable<string> found)
    {
        var counts = values.ToDictionary(value => value, _ => 0);
        foreach (var value in found)
            counts[value]++;
        return counts;
    }
}
