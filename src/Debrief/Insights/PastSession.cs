using Debrief.Facets;
using Debrief.Facets.Rules;
using Debrief.Sessions;

namespace Debrief.Insights;

/// <summary>A session that ended, with its facets where it has some, and what the profile says about it.</summary>
/// <param name="Facts">Only the facts that an aggregate reads.</param>
/// <param name="Business">The slug; null: unknown.</param>
sealed record PastSession(Session Facts, SessionFacet? Facet, string InitiatedBy, string? Business)
{
    /// <summary>A slug; null: a home folder or none.</summary>
    public string? Project => Attribution.ProjectOf(Facts.Project);

    public DateTimeOffset EndedAt => Facts.EndedAt!.Value;

    /// <summary>Somebody talked with it. One that somebody opened without a word is neither a person's nor automated.</summary>
    public bool IsPersons => !IsAutomated && Facts.HumanMessages > 0;

    public bool IsAutomated => !IsByPerson(InitiatedBy);

    /// <param name="initiatedBy">As the profile tells it.</param>
    public static bool IsByPerson(string initiatedBy) => initiatedBy is "user-interactive" or "discord-mention";

    /// <summary>Long enough to be extracted.</summary>
    public bool IsEligible => Facts.MessageCount > 5;

    /// <summary>aligned, supportive, neutral, drift; null: unknown.</summary>
    public string? Alignment => Facet?.PriorityAlignment is { } alignment && PriorityAlignment.Degrees.Contains(alignment) ? alignment : null;
}

/// <summary>The tokens of one model in one session.</summary>
/// <param name="CostUsd">Null where the price table doesn't know the model.</param>
sealed record Spending(string? Business, string? Project, TokenTotals Tokens, double? CostUsd);
