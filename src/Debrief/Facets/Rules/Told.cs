using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>Facets that are sentences, put together from what the rules heard.</summary>
static class Told
{
    /// <summary>The worst incident: of the worst kind, the first.</summary>
    public static string? Friction(IReadOnlyList<Evidence> incidents)
    {
        var worst = Rules.Friction.Kinds.Select(kind => incidents.FirstOrDefault(incident => incident.Value == kind)).FirstOrDefault(incident => incident is not null);
        return worst is null ? null : $"{Sentence(worst)}: “{worst.Quote}”";
    }

    /// <summary>What the assistant claimed last, where the outcome bears it out.</summary>
    public static string? Success(Outcome outcome, IReadOnlyList<Passage> passages)
    {
        if (outcome.Value is not (Outcomes.Fully or Outcomes.Mostly))
            return null;

        var claim = passages
            .Where(passage => passage.Speaker == Speaker.Assistant)
            .Reverse()
            .Select(passage => Outcomes.Claim(passage) is { } words ? Quote.Around(passage, words.At, words.Length) : null)
            .FirstOrDefault(quote => quote is not null);
        return claim is null ? null : Quote.Shorten(claim, 100);
    }

    public static string? Summary(Session session, SessionFacet facet)
    {
        var about = session.Title ?? facet.UnderlyingGoal;
        if (about is null)
            return null;

        var end = facet.Outcome switch
        {
            Outcomes.Fully => "It was achieved.",
            Outcomes.Mostly => "The assistant says it was done; nothing in the session verifies all of it.",
            Outcomes.Partially => facet.SessionCutShort ? "It was cut short." : "It was achieved in part.",
            Outcomes.Not => "It was not achieved.",
            _ => "How it ended can't be told from its words.",
        };
        about = about.TrimEnd('.', ' ');
        return about is [.., '?' or '!' or '…'] ? $"{about} {end}" : $"{about}. {end}";
    }

    /// <summary>How much of the answer was plainly said: the outcome, the kinds of asks, how content the person was.</summary>
    public static double Confidence(Outcome outcome, IReadOnlyList<Turn> turns, IReadOnlyList<Ask> asks, IReadOnlyList<Signal> satisfaction)
    {
        if (turns.Count == 0)
            return Math.Round(outcome.Plainness / 3, 2);

        var asked = Math.Min(1.0, (double)(asks.Count + satisfaction.Count) / turns.Count);
        var heard = turns.Count == 1 ? 0.5 : Math.Min(1.0, (double)satisfaction.Count / (turns.Count - 1));
        return Math.Round((outcome.Plainness + asked + heard) / 3, 2);
    }

    static string Sentence(Evidence incident) => incident.Value switch
    {
        Rules.Friction.WrongApproach => "The assistant had to take back what it said or did",
        Rules.Friction.Misunderstanding => incident.Who == "user" ? "The user had not said all that mattered" : "The assistant took the user's words otherwise than meant",
        Rules.Friction.BuggyCode => "Code failed after a change",
        Rules.Friction.LoopDetected => "The same call failed again and again",
        Rules.Friction.ToolLimitation => "A tool could not do what was needed",
        _ => "Searches found nothing",
    };
}
