using Debrief.Documents;
using Debrief.Facets;
using Debrief.Profile;
using Debrief.Reports;
using Debrief.Sessions;

namespace Debrief.Dashboard;

/// <summary>A session as a list tells it.</summary>
sealed record ListedSession(Session Session, SessionFacet? Facet, UserProfile Profile)
{
    public string Title => Titles.Of(Session.Name);

    public string Ended => Session.EndedAt is { } end ? $"{TimeZoneInfo.ConvertTime(end, Profile.TimeZone):ddd d MMM yyyy, HH:mm}" : Figures.Unknown;

    /// <summary>What it was for, in a sentence; null: nobody says.</summary>
    public string? About => (Facet?.BriefSummary ?? Facet?.UnderlyingGoal ?? Session.FirstPrompt) is { } text && Foreign.Plain(text, Foreign.Sentence) is { Length: > 0 } plain && plain != Title ? plain : null;

    public string Figured => string.Join(" · ", new[]
    {
        Session.ActiveSeconds > 0 ? Figures.Time(TimeSpan.FromSeconds(Session.ActiveSeconds)) : null,
        Figures.Counted(Session.HumanMessages, "message") + (IsYours ? " of yours" : ""),
        Session.Project is { } project ? Foreign.Plain(project, Foreign.Name) : null,
        Session.Owner is { } owner ? $"of {Foreign.Called(owner)}" : null,
        Session.InitiatedBy == "user-interactive" ? null : Foreign.Words(Session.InitiatedBy),
    }.OfType<string>());

    /// <summary>Not another's, and nothing that began by itself.</summary>
    bool IsYours => Session.Owner is null && Session.InitiatedBy is "user-interactive" or "discord-mention";

    public string? Business => Profile.BusinessOf(Facet?.Businesses, Session.Project) is { } slug
        ? Foreign.Called(Profile.Businesses.FirstOrDefault(business => business.Slug == slug)?.Name ?? slug) : null;
}
