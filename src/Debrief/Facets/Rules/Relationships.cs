using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>What was done for somebody: plain words in the sentence that names them.</summary>
static class Relationships
{
    public static readonly IReadOnlyList<string> Actions = ["replied_to", "drafted_message", "reviewed_pr_of", "scheduled_with", "introduced", "thanked", "followed_up", "other"];

    static readonly (string Action, Phrases Words)[] _rules =
    [
        ("reviewed_pr_of", new("pr", "prs", "pull request", "pull requests", "code review", "review")),
        ("introduced", new("introduce", "introduced", "introduction", "intro")),
        ("followed_up", new("follow up", "followed up", "follow-up", "following up", "check in with", "checked in with", "remind", "ping")),
        ("thanked", new("thank", "thanked", "thank-you", "thanks to")),
        ("scheduled_with", new("schedule", "scheduled", "reschedule", "meeting", "calendar", "invite", "invited", "appointment")),
        ("replied_to", new("reply", "replied", "reply to", "respond", "responded", "answer", "answered")),
        ("drafted_message", new("draft", "drafted", "email", "e-mail", "write to", "wrote to", "message", "dm", "letter", "send")),
    ];

    static readonly Phrases _not = new("don't", "do not", "didn't", "did not", "won't", "never", "no need", "not yet", "instead of");

    static readonly Phrases _outreach = new("email", "e-mail", "message", "reply", "respond", "dm", "slack", "discord", "invite", "intro", "newsletter", "follow up", "thank");

    public static IEnumerable<(RelationshipAction Action, Evidence Evidence)> In(IEnumerable<Mention> mentions)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var mention in mentions)
        {
            var sentence = Quote.Around(mention.Passage, mention.Words.At, mention.Words.Length);
            if (ActionIn(sentence) is { } action && seen.Add((mention.Person, action)))
                yield return (new(mention.Person, action), mention.AsEvidence() with { Facet = "relationship", Value = action });
        }
    }

    /// <summary>Who began it. Null where words for reaching out were said, but to nobody known.</summary>
    public static string? OutreachOf(IReadOnlyList<RelationshipAction> actions, IReadOnlyList<Turn> turns, string? initiatedBy)
    {
        if (actions.Count == 0)
            return turns.Any(turn => _outreach.AreIn(turn.Words)) ? null : "none";
        if (initiatedBy is "scheduled-job" or "webhook" or "sub-agent")
            return "automated";
        return actions.Any(action => action.Action is "replied_to" or "reviewed_pr_of") ? "reactive" : "proactive";
    }

    static string? ActionIn(string sentence) => _not.AreIn(sentence) ? null : _rules.FirstOrDefault(rule => rule.Words.AreIn(sentence)).Action;
}
