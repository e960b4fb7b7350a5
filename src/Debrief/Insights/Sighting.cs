using System.Text.Json.Serialization;
using Debrief.Facets;

namespace Debrief.Insights;

/// <summary>One time that something got in the way in one session.</summary>
/// <param name="Ended">When the session did.</param>
/// <param name="Project">Of the session.</param>
/// <param name="Who">user, assistant, environment; null where it can't be told.</param>
/// <param name="Heard">Who said what it is known by.</param>
/// <param name="Tool">The tool that failed, where it can be told.</param>
/// <param name="Calls">Of that tool in the session.</param>
/// <param name="Quote">What is shown of it: what the person said about it where they did, else what it is known by.</param>
/// <param name="Speaker">Who said that.</param>
/// <param name="Line">Of the transcript, where that stands.</param>
/// <param name="KnownBy">Null: by the quote.</param>
sealed record Sighting(string SessionId, string? Title, DateTimeOffset Ended, string? Project, string Kind, string? Who, string Heard, string? Tool, int Calls, string? Detail,
    string Quote, string Speaker, int Line, DateTimeOffset At, string? KnownBy)
{
    const int FewestWords = 4;

    /// <summary>Of what it is known by.</summary>
    [JsonIgnore]
    public uint[] Words => field ??= Wording.Of(KnownBy ?? Quote);

    public static IEnumerable<Sighting> In(PastSession session)
    {
        if (session.Facet is not { } facet)
            return [];
        // The failure that a loop began with is that loop's.
        return facet.Evidence
            .Where(evidence => evidence.Facet == "friction")
            .OrderBy(evidence => evidence.Value != "loop_detected")
            .DistinctBy(evidence => evidence.Quote)
            .OrderBy(evidence => evidence.Line)
            .Select(evidence => evidence.Speaker == "tool"
                ? Of(session, evidence, FailingTool.Of(session, evidence), ComplaintAbout(evidence, facet))
                : Of(session, evidence, null, null));
    }

    static Sighting Of(PastSession session, Evidence evidence, string? tool, Evidence? complaint)
    {
        var (facts, shown) = (session.Facts, complaint ?? evidence);
        return new(facts.Id, facts.Title, session.EndedAt, facts.Project, evidence.Value, evidence.Who, evidence.Speaker, tool, tool is null ? 0 : facts.Tools.GetValueOrDefault(tool),
            DetailOf(session.Facet!, evidence), shown.Quote, shown.Speaker, shown.Line, shown.At ?? session.EndedAt, complaint is null ? null : evidence.Quote);
    }

    /// <summary>The detail is told of the whole session: it fits when that has no other kind of friction, or it names this one.</summary>
    static string? DetailOf(SessionFacet facet, Evidence evidence)
    {
        var detail = facet.FrictionDetail;
        var kinds = (facet.FrictionCounts ?? Sessions.Counts.None).Where(count => count.Value > 0).Select(count => count.Key);
        return kinds.All(each => each == evidence.Value)
            || detail?.Replace('_', ' ').Contains(evidence.Value.Replace('_', ' '), StringComparison.OrdinalIgnoreCase) == true ? detail : null;
    }

    /// <summary>The person's next complaint, if it says more than no.</summary>
    static Evidence? ComplaintAbout(Evidence failure, SessionFacet facet) => facet.Evidence
        .Where(evidence => evidence is { Facet: "corrections", Speaker: "human" } && evidence.Line > failure.Line)
        .OrderBy(evidence => evidence.Line)
        .Take(1)
        .FirstOrDefault(evidence => failure.Value == "loop_detected" && Wording.Of(evidence.Quote).Length >= FewestWords);
}
