using Debrief.Insights;

namespace Debrief.Reports;

/// <summary>One incident as told in a report.</summary>
/// <param name="Tags">Its kind, and who was responsible.</param>
/// <param name="Source">Who said it, when and where: "you, Tuesday 3 February, 10:42, in Venue agreement (4f1c02aa)".</param>
sealed record IncidentRow(string Title, IReadOnlyList<string> Tags, string Quote, string Source)
{
    /// <summary>As many characters of an id as commands need to find a session.</summary>
    const int ShortId = 8;

    public static IReadOnlyList<IncidentRow> Of(ReportText text) => [.. text.Now.TopFriction.Incidents.Select(i => Of(i, text))];

    static IncidentRow Of(Incident incident, ReportText text)
    {
        var kind = Foreign.Words(incident.Kind);
        var detail = Foreign.Plain(incident.Detail ?? "", Foreign.Sentence);
        // Without words of its own, an incident is called by its kind.
        var tags = new[] { detail.Length > 0 ? kind : null, Responsible(incident.Who, text) };
        return new(detail.Length > 0 ? detail : Headlines.Capital(kind), [.. tags.OfType<string>()], Foreign.Plain(incident.Quote, Foreign.Quote), Told(incident, text));
    }

    static string? Responsible(string? who, ReportText text) => who switch
    {
        null => null,
        "user" => "you",
        "assistant" => text.Assistant,
        _ => Foreign.Words(who),
    };

    static string Told(Incident incident, ReportText text)
    {
        var speaker = incident.Speaker switch
        {
            "human" or "user" => "you",
            "assistant" => text.Assistant,
            "tool" => "a tool",
            var other => Foreign.Words(other),
        };
        var at = incident.At is { } moment ? $", {Days.Moment(moment, text.Period.TimeZone)}" : "";
        var id = Foreign.Plain(incident.SessionId, ShortId + 1).TrimEnd('…');
        id = id[..Math.Min(ShortId, id.Length)];
        var session = incident.Title is { } title && Foreign.Plain(title, Foreign.Title) is { Length: > 0 } plain ? $"in {plain} ({id})" : $"in session {id}";
        return $"{speaker}{at}, {session}";
    }
}
