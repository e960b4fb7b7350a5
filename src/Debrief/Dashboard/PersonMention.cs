using Debrief.Facets;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports;

namespace Debrief.Dashboard;

/// <summary>A session that mentions somebody, and what was done with them in it.</summary>
/// <param name="Actions">Such as drafted_message.</param>
/// <param name="Words">The first that mention them, with their line; null: none could be verified.</param>
sealed record PersonMention(PastSession Session, IReadOnlyList<string> Actions, Evidence? Words)
{
    public static PersonMention Of(PastSession session, string name, UserProfile profile) => new(
        session,
        [.. (session.Facet!.RelationshipActions ?? []).Where(action => profile.NameOf(action.Person) == name).Select(action => action.Action).Distinct()],
        session.Facet.Evidence.FirstOrDefault(evidence => evidence.Facet == "people" && profile.NameOf(evidence.Value) == name));

    public string Title => Titles.Of(Session.Facts.Title);

    /// <summary>What was begun for them may be left: the session didn't reach its goal, or only in part.</summary>
    public bool IsUnfinished => Actions.Count > 0 && (Session.Facts.CutShort || Session.Facet!.Outcome is "partially_achieved" or "not_achieved");

    /// <summary>Who reached out; null: nobody, or it can't be told.</summary>
    public string? Outreach => Session.Facet!.OutreachType switch
    {
        "proactive" => "you reached out",
        "reactive" => "you answered",
        "automated" => "automated outreach",
        _ => null,
    };
}
