using System.Text.Json;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets.Asking;

/// <summary>From what a model says to facets: only what the transcript, the profile and arithmetic bear out. The rest falls, and is counted.</summary>
/// <param name="shown">The passages as the model was shown them.</param>
/// <param name="skills">Those that exist.</param>
sealed class AnswerCheck(Session session, IReadOnlyList<Passage> shown, UserProfile profile, IReadOnlyList<Skill> skills, Func<string, string> mask)
{
    const int LongestTimeSaved = 40 * 60;
    const int MostTasks = 200;
    const int MostDecisionsAMessage = 3;

    readonly Citations _citations = new(shown);

    public ExtractedFacet Apply(FacetAnswer answer, SessionFacet observed)
    {
        var outcome = _citations.Find(answer.Outcome, "outcome", Name(answer.Outcome.Value));
        var satisfaction = OneALine(answer.Satisfaction.Select(item => _citations.Find(item, "satisfaction", Name(item.Value))));
        var corrections = OneALine(answer.CourseCorrections.Select(item => _citations.Find(item, "corrections", "correction")));
        var friction = OneALine(answer.Friction.Select(item => _citations.Find(item, "friction", Name(item.Kind), Name(item.Who))));
        var people = People(answer);
        var actions = Actions(answer, people);
        var isOutcomeKnown = outcome is not null && answer.Outcome.Value != Outcome.UnclearFromTranscript;

        var facet = observed with
        {
            UnderlyingGoal = Text(answer.UnderlyingGoal, 300),
            GoalCategories = Categories(answer),
            Outcome = Name(isOutcomeKnown ? answer.Outcome.Value : Outcome.UnclearFromTranscript),
            UserSatisfactionCounts = session.HumanMessages == 0 ? null : Counts<SatisfactionLevel>(satisfaction),
            ClaudeHelpfulness = answer.ClaudeHelpfulness is { } helpfulness ? Name(helpfulness) : null,
            SessionType = answer.SessionType is { } type ? Name(type) : null,
            FrictionCounts = Counts<FrictionKind>(friction),
            FrictionDetail = friction.Count == 0 ? null : Text(answer.FrictionDetail, 300),
            PrimarySuccess = Text(answer.PrimarySuccess, 100),
            BriefSummary = Text(answer.BriefSummary, 400),
            WorkflowType = answer.WorkflowType is { } workflow ? Kebab(workflow) : null,
            CompletionChain = Completion(answer.Completion),
            SkillsMissed = SkillsMissed(answer, observed.SkillsUsed ?? []),
            CourseCorrections = corrections.Count,
            PivotTrigger = Text(answer.PivotTrigger, 100),
            PeopleMentioned = [.. people.Select(person => person.Value).Distinct(StringComparer.Ordinal)],
            RelationshipActions = [.. actions.Select(action => action.Action)],
            OutreachType = Outreach(answer, actions.Count),
            EstimatedTimeSavedMinutes = Minutes(answer.TimeSaved),
            DecisionsMade = Clamp(answer.DecisionsMade, session.HumanMessages * MostDecisionsAMessage, "decisions_clamped"),
        };
        facet = Attribution(facet, answer);

        var found = new[] { isOutcomeKnown ? outcome : null }.OfType<Evidence>()
            .Concat(satisfaction).Concat(corrections).Concat(friction).Concat(people).Concat(actions.Select(action => action.Evidence));
        var evidence = EvidenceCheck.Verify(found, shown);
        foreach (var (reason, times) in evidence.Dropped)
            _citations.Count(reason, times);
        return new(facet with { Evidence = evidence.Kept, Confidence = Confidence(answer) }, _citations.Dropped);
    }

    /// <summary>A message counts once, whatever is said of it.</summary>
    List<Evidence> OneALine(IEnumerable<Evidence?> found)
    {
        var all = found.OfType<Evidence>().ToList();
        var once = all.DistinctBy(item => (item.Line, item.Facet is "friction" ? item.Value : "")).ToList();
        _citations.Count("said_twice", all.Count - once.Count);
        return once;
    }

    List<Evidence> People(FacetAnswer answer)
    {
        var found = new List<Evidence>();
        foreach (var person in answer.People)
        {
            if (_citations.Find(person, "people", Known(person.Name)) is not { } evidence)
                continue;
            if (IsNamed(person.Name, evidence.Quote))
                found.Add(evidence);
            else
                _citations.Count("person_not_named");
        }

        return found;
    }

    List<(RelationshipAction Action, Evidence Evidence)> Actions(FacetAnswer answer, List<Evidence> people)
    {
        var found = new List<(RelationshipAction, Evidence)>();
        foreach (var action in answer.RelationshipActions)
        {
            var person = Known(action.Person);
            if (!people.Exists(named => named.Value == person))
                _citations.Count("person_not_named");
            else if (_citations.Find(action, "relationship", $"{person}: {Name(action.Action)}") is { } evidence)
                found.Add((new(person, Name(action.Action)), evidence));
        }

        return [.. found.DistinctBy(action => action.Item1)];
    }

    /// <summary>As the profile calls them.</summary>
    string Known(string name) =>
        profile.People.FirstOrDefault(person => person.Aliases.Prepend(person.Name).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase))?.Name ?? Text(name, 80) ?? "";

    /// <summary>The quoted words name them, by any of their names or by a part of it.</summary>
    bool IsNamed(string name, string quote)
    {
        var names = profile.People.FirstOrDefault(person => person.Name == Known(name)) is { } known ? known.Aliases.Prepend(known.Name).Append(name) : [name];
        return names.SelectMany(one => one.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(one))
            .Any(part => part.Trim().Length > 1 && quote.Contains(part.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    SessionFacet Attribution(SessionFacet facet, FacetAnswer answer)
    {
        var businesses = answer.Businesses.Where(slug => profile.Businesses.Any(business => business.Slug == slug)).Distinct(StringComparer.Ordinal).ToList();
        _citations.Count("unknown_business", answer.Businesses.Count(slug => profile.Businesses.All(business => business.Slug != slug)));
        var isPriority = answer.PriorityMatched is "system-maintenance" || profile.Priorities.Any(priority => priority.Slug == answer.PriorityMatched);
        _citations.Count("unknown_priority", answer.PriorityMatched is not null && !isPriority ? 1 : 0);
        return facet with
        {
            // The folder is a fact; the model only adds to it.
            Businesses = profile.Businesses.Count == 0 ? null : [.. (facet.Businesses ?? []).Union(businesses, StringComparer.Ordinal)],
            PriorityAlignment = profile.Priorities.Count == 0 || answer.PriorityAlignment is not { } alignment ? facet.PriorityAlignment : Name(alignment),
            PriorityMatched = isPriority ? answer.PriorityMatched : facet.PriorityMatched,
        };
    }

    List<string> SkillsMissed(FacetAnswer answer, IReadOnlyList<string> used)
    {
        var asked = answer.SkillsMissed.Select(name => name.Trim().TrimStart('/')).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var known = asked.Select(name => skills.FirstOrDefault(skill => skill.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name).OfType<string>().ToList();
        var missed = known.Where(name => !used.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        _citations.Count("unknown_skill", asked.Count - known.Count);
        _citations.Count("skill_was_used", known.Count - missed.Count);
        return missed;
    }

    Dictionary<string, int>? Categories(FacetAnswer answer)
    {
        var counts = answer.GoalCategories.Where(category => category.Count > 0).GroupBy(category => Name(category.Category))
            .ToDictionary(group => group.Key, group => Clamp(group.Sum(category => category.Count), MostTasks, "asks_clamped"));
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
