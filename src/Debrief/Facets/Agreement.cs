using System.Text.Json;

namespace Debrief.Facets;

/// <summary>How far an extractor's answers agree with reference labels, facet by facet.</summary>
sealed class Agreement
{
    readonly List<Choice> _choices = [];
    readonly List<Listing> _lists = [];
    readonly List<Counting> _counts = [];

    /// <param name="label">A reference label: the seed's facets as JSON, lists also where the table keeps their number.</param>
    public void Add(JsonElement label, SessionFacet facet)
    {
        AddChoices(label, facet);
        AddLists(label, facet);
        AddCounts(label, facet);
    }

    /// <summary>A row a facet, in the order of the labels' description within each measure.</summary>
    public IReadOnlyList<FacetAgreement> Rows =>
    [
        .. _choices.GroupBy(choice => choice.Facet).SelectMany(Exact),
        .. _lists.GroupBy(list => list.Facet).Select(F1),
        .. _counts.GroupBy(count => count.Facet).Select(MeanError),
    ];

    void AddChoices(JsonElement label, SessionFacet facet)
    {
        foreach (var (name, answer) in (ReadOnlySpan<(string, string?)>)
        [
            ("outcome", facet.Outcome), ("claude_helpfulness", facet.ClaudeHelpfulness), ("session_type", facet.SessionType), ("workflow_type", facet.WorkflowType),
            ("priority_alignment", facet.PriorityAlignment), ("priority_matched", facet.PriorityMatched), ("initiated_by", facet.InitiatedBy), ("outreach_type", facet.OutreachType),
            ("session_cut_short", facet.SessionCutShort ? "true" : "false"),
        ])
        {
            _choices.Add(new(name, label.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString().ToLowerInvariant() : null, answer));
        }
    }

    void AddLists(JsonElement label, SessionFacet facet)
    {
        foreach (var (name, answer) in (ReadOnlySpan<(string, IEnumerable<string>?)>)
        [
            ("goal_categories", Items(facet.GoalCategories)), ("user_satisfaction_counts", Items(facet.UserSatisfactionCounts)), ("friction_counts", Items(facet.FrictionCounts)),
            ("projects", facet.Projects), ("businesses", facet.Businesses), ("skills_used", facet.SkillsUsed), ("skills_missed", facet.SkillsMissed), ("people_mentioned", facet.PeopleMentioned),
        ])
        {
            if (label.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                _lists.Add(new(name, [.. Items(value)], answer?.ToList()));
        }
    }

    void AddCounts(JsonElement label, SessionFacet facet)
    {
        foreach (var (name, answer) in (ReadOnlySpan<(string, int?)>)
        [
            ("course_corrections", facet.CourseCorrections), ("retry_loops", facet.RetryLoops), ("mcp_failures", facet.McpFailures), ("artifacts_created", facet.ArtifactsCreated),
            ("knowledge_filed", facet.KnowledgeFiled), ("decisions_made", facet.DecisionsMade),
        ])
        {
            if (label.TryGetProperty(name, out var value))
                _counts.Add(new(name, value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : value.GetInt32(), answer));
        }

        if (label.TryGetProperty("completion_chain", out var chain) && chain.ValueKind == JsonValueKind.Object)
        {
            _counts.Add(new("tasks started", chain.GetProperty("started").GetInt32(), facet.CompletionChain?.Started));
            _counts.Add(new("tasks completed", chain.GetProperty("completed").GetInt32(), facet.CompletionChain?.Completed));
        }
    }

    /// <summary>A count of three stands for three items, so that too many and too few both show.</summary>
    static IEnumerable<string>? Items(IReadOnlyDictionary<string, int>? counts) => counts?.SelectMany(count => Enumerable.Repeat(count.Key, Math.Max(count.Value, 0)));

    static IEnumerable<string> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Select(item => item.ToString())
        : value.EnumerateObject().SelectMany(item => Enumerable.Repeat(item.Name, Math.Max(item.Value.GetInt32(), 0)));

    static IEnumerable<FacetAgreement> Exact(IGrouping<string, Choice> choices)
    {
        var pairs = choices.Select(choice => (Label: choice.Label ?? "null", Answer: choice.Answer ?? "null")).ToList();
        var agreed = (double)pairs.Count(pair => pair.Label == pair.Answer) / pairs.Count;
        var byChance = pairs.Select(pair => pair.Label).Distinct()
            .Sum(value => (double)pairs.Count(pair => pair.Label == value) / pairs.Count * pairs.Count(pair => pair.Answer == value) / pairs.Count);
        var answered = choices.Count(choice => choice.Answer is not null);
        yield return new(choices.Key, "exact", agreed, pairs.Count, answered);

        // Where only one value occurs, chance explains everything.
        yield return new(choices.Key, "kappa", byChance >= 1 ? null : (agreed - byChance) / (1 - byChance), pairs.Count, answered);
    }

    static FacetAgreement F1(IGrouping<string, Listing> lists)
    {
        var shared = lists.Sum(list => Shared(list.Label, list.Answer ?? []));
        var all = lists.Sum(list => list.Label.Count + (list.Answer?.Count ?? 0));
        return new(lists.Key, "F1", all == 0 ? null : 2.0 * shared / all, lists.Count(), lists.Count(list => list.Answer is not null));
    }

    static int Shared(List<string> label, List<string> answer) => label.GroupBy(item => item.ToLowerInvariant())
        .Sum(group => Math.Min(group.Count(), answer.Count(item => item.Equals(group.Key, StringComparison.OrdinalIgnoreCase))));

    static FacetAgreement MeanError(IGrouping<string, Counting> counts)
    {
        var answered = counts.Where(count => count.Answer is not null).ToList();
        return new(counts.Key, "MAE", answered.Count == 0 ? null : answered.Average(count => Math.Abs(count.Label - count.Answer!.Value)), counts.Count(), answered.Count);
    }

    sealed record Choice(string Facet, string? Label, string? Answer);
    sealed record Listing(string Facet, List<string> Label, List<string>? Answer);
    sealed record Counting(string Facet, int Label, int? Answer);
}

/// <param name="Measure">exact and kappa for choices, F1 for lists and counted items, MAE (mean absolute error) for counts.</param>
/// <param name="Value">Null where nothing can be measured: neither side names anything, or only one value occurs.</param>
/// <param name="Answered">In how many of the sessions the extractor answered.</param>
sealed record FacetAgreement(string Facet, string Measure, double? Value, int Sessions, int Answered);
