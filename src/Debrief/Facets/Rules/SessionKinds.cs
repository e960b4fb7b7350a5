namespace Debrief.Facets.Rules;

/// <summary>The shape of a session, and the kind of work it was.</summary>
static class SessionKinds
{
    public static readonly IReadOnlyList<string> Types = ["single_task", "multi_task", "iterative_refinement", "exploration"];

    public static readonly IReadOnlyList<string> Workflows =
        ["email", "research", "filing", "meeting-prep", "agreement", "event-planning", "relationship-maintenance", "skill-building", "debugging", "content-creation", "admin", "coding", "review", "planning"];

    static readonly (string Workflow, Phrases Words)[] _named =
    [
        ("email", new("inbox", "e-mail", "e-mails", "email", "emails", "newsletter")),
        ("meeting-prep", new("meeting", "agenda", "prep for", "one-on-one")),
        ("agreement", new("contract", "agreement", "nda", "terms of service")),
        ("event-planning", new("event", "venue", "attendees", "meetup", "rsvp")),
        ("relationship-maintenance", new("birthday", "thank-you note", "catch up with", "check in with", "introduce me")),
    ];

    public static string? TypeOf(IReadOnlyList<Turn> turns, IReadOnlyList<Ask> asks, int corrections, int dissatisfied)
    {
        if (turns.Count == 0)
            return null;
        if (turns.Count <= 2 && asks.Count <= 1)
            return "single_task";

        var changed = turns.Any(turn => turn.Answer.Any(Changes.IsChange));
        var questions = turns.Count(turn => turn.Words.Contains('?'));
        if (!changed && questions * 2 > turns.Count)
            return "exploration";
        if (corrections + dissatisfied >= 3 || (corrections + dissatisfied) * 4 > turns.Count)
            return "iterative_refinement";
        return asks.Select(ask => ask.Category).Distinct().Count() > 1 ? "multi_task" : "single_task";
    }

    /// <summary>What most of the asks were; a word for a kind of work that isn't about code counts when a third of the messages say it.</summary>
    public static string? WorkflowOf(IReadOnlyList<Turn> turns, IReadOnlyList<Ask> asks)
    {
        var named = _named.FirstOrDefault(kind => turns.Count(turn => kind.Words.AreIn(turn.Words)) * 3 >= Math.Max(turns.Count, 1));
        if (named.Workflow is not null && !turns.Any(turn => turn.Answer.Any(Changes.IsChange)))
            return named.Workflow;

        return asks
            .Select((ask, i) => (Workflow: WorkflowOf(ask), Weight: i == 0 ? 2 : 1))
            .Where(ask => ask.Workflow is not null)
            .GroupBy(ask => ask.Workflow)
            .MaxBy(group => group.Sum(ask => ask.Weight))?.Key;
    }

    // Whatever it was called: where code was changed for it, it was coding.
    static string? WorkflowOf(Ask ask) => ask.Category switch
    {
        "debug_fix" => "debugging",
        "review_code" => "review",
        _ when ask.Turn.Answer.Any(Changes.IsToCode) => "coding",
        "implement_feature" or "refactor" or "write_tests" => "coding",
        "configure_system" or "deploy_release" or "status_check" => "admin",
        "research" or "data_analysis" => "research",
        "write_content" => "content-creation",
        "plan_design" => "planning",
        "communicate" => "email",
        "file_organise" => "filing",
        _ => null,
    };
}
