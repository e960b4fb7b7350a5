using System.Text.Json;
using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Facets.Asking;

/// <summary>From what a model says to facets: only what the transcript, the profile and arithmetic bear out. The rest falls, and is counted.</summary>
sealed class AnswerCheck(Session session, FacetQuestion question, UserProfile profile, Func<string, string> mask)
{
    const int LongestTimeSaved = 40 * 60;
    const int MostTasks = 200;
    const int MostDecisionsAMessage = 3;
    const int MostItems = 200;

    readonly Citations _citations = new(question.Shown, question.Digest.Passages);

    public ExtractedFacet Apply(FacetAnswer answer)
    {
        var outcome = answer.Outcome.Value == Outcome.UnclearFromTranscript ? null : _citations.Find(answer.Outcome, "outcome", Name(answer.Outcome.Value));
        var satisfaction = OneALine(Some(answer.Satisfaction).Select(item => _citations.Find(item, "satisfaction", Name(item.Value))));
        var corrections = OneALine(Some(answer.CourseCorrections).Select(item => _citations.Find(item, "corrections", "correction")));
        var friction = OneALine(Some(answer.Friction).Select(item => _citations.Find(item, "friction", Name(item.Kind), Name(item.Who))));
        var named = new NamedPeople(profile, _citations, name => Text(name, 80) ?? "");
        var people = named.Mentioned(Some(answer.People));
        var actions = named.Actions(Some(answer.RelationshipActions), people);

        var facet = new Attributed(profile, question.Skills, _citations).Apply(answer, question.Observed) with
        {
            UnderlyingGoal = Text(answer.UnderlyingGoal, 300),
            GoalCategories = Categories(answer),
            Outcome = Name(outcome is null ? Outcome.UnclearFromTranscript : answer.Outcome.Value),
            UserSatisfactionCounts = session.HumanMessages == 0 ? null : Counts<SatisfactionLevel>(satisfaction),
            ClaudeHelpfulness = answer.ClaudeHelpfulness is { } helpfulness ? Name(helpfulness) : null,
            SessionType = answer.SessionType is { } type ? Name(type) : null,
            FrictionCounts = Counts<FrictionKind>(friction),
            FrictionDetail = friction.Count == 0 ? null : Text(answer.FrictionDetail, 300),
            PrimarySuccess = Text(answer.PrimarySuccess, 100),
            BriefSummary = Text(answer.BriefSummary, 400),
            WorkflowType = answer.WorkflowType is { } workflow ? Kebab(workflow) : null,
            CompletionChain = Completion(answer.Completion),
            CourseCorrections = corrections.Count,
            PivotTrigger = Text(answer.PivotTrigger, 100),
            PeopleMentioned = [.. people.Select(person => person.Value).Distinct(StringComparer.Ordinal)],
            RelationshipActions = [.. actions.Select(action => action.Action)],
            OutreachType = Outreach(answer, actions.Count),
            EstimatedTimeSavedMinutes = Minutes(answer.TimeSaved),
            DecisionsMade = Clamp(answer.DecisionsMade, session.HumanMessages * MostDecisionsAMessage, "decisions_clamped"),
        };

        var found = new[] { outcome }.OfType<Evidence>().Concat(satisfaction).Concat(corrections).Concat(friction).Concat(people).Concat(actions.Select(action => action.Evidence));
        var evidence = EvidenceCheck.Verify(found, question.Shown);
        foreach (var (reason, times) in evidence.Dropped)
            _citations.Count(reason, times);
        return new(facet with { Evidence = evidence.Kept, Confidence = Confidence(answer) }, _citations.Dropped);
    }

    /// <summary>No session has more of anything; a model that goes round in circles does.</summary>
    IReadOnlyList<T> Some<T>(IReadOnlyList<T> items)
    {
        _citations.Count("too_many", Math.Max(0, items.Count - MostItems));
        return items.Count <= MostItems ? items : [.. items.Take(MostItems)];
    }

    /// <summary>A message counts once, whatever is said of it.</summary>
    List<Evidence> OneALine(IEnumerable<Evidence?> found)
    {
        var all = found.OfType<Evidence>().ToList();
        var once = all.DistinctBy(item => (item.Line, item.Facet is "friction" ? item.Value : "")).ToList();
        _citations.Count("said_twice", all.Count - once.Count);
        return once;
    }

    Dictionary<string, int>? Categories(FacetAnswer answer)
    {
        var counts = Some(answer.GoalCategories).Where(category => category.Count > 0).GroupBy(category => Name(category.Category))
            .ToDictionary(group => group.Key, group => Clamp((int)Math.Min(group.Sum(category => (long)category.Count), int.MaxValue), MostTasks, "asks_clamped"));
        return counts.Count == 0 ? null : counts;
    }

    CompletionChain? Completion(AnsweredCompletion? tasks)
    {
        if (tasks is null)
            return null;

        var started = Clamp(tasks.Started, MostTasks, "tasks_clamped");
        var completed = Clamp(tasks.Completed, started, "tasks_clamped");
        return new(started, completed, Clamp(tasks.Abandoned, started - completed, "tasks_clamped"));
    }

    int? Minutes(AnsweredMinutes? range) =>
        range is null ? null : Clamp((int)(((long)range.Low + range.High) / 2), LongestTimeSaved, "time_saved_clamped");

    int Clamp(int value, int most, string reason)
    {
        var clamped = Math.Clamp(value, 0, Math.Max(0, most));
        _citations.Count(reason, clamped == value ? 0 : 1);
        return clamped;
    }

    static string? Outreach(FacetAnswer answer, int actions) => answer.OutreachType is not { } outreach ? null
        : actions == 0 && outreach != Asking.Outreach.Automated ? "none"
        : Name(outreach);

    /// <summary>The model's own, less what the fallen evidence tells about it.</summary>
    double Confidence(FacetAnswer answer)
    {
        var fallen = _citations.Cited == 0 ? 0 : (double)_citations.Fallen / _citations.Cited;
        return Math.Round(Math.Clamp(answer.Confidence, 0, 1) * (1 - fallen), 2);
    }

    string? Text(string? text, int most)
    {
        var line = string.Join(' ', Shown.Clean(text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? null : Quote.Shorten(mask(line), most);
    }

    static Dictionary<string, int> Counts<T>(List<Evidence> found)
        where T : struct, Enum
    {
        var counts = Enum.GetValues<T>().ToDictionary(value => Name(value), _ => 0);
        foreach (var item in found)
            counts[item.Value]++;
        return counts;
    }

    static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    static string Kebab(WorkflowType value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
