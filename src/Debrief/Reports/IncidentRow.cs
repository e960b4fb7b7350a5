using Debrief.Insights;

namespace Debrief.Reports;

/// <summary>One incident as told in a report.</summary>
/// <param name="Title">What happened and how often, without the quote.</param>
/// <param name="Tags">Its kind, and who was responsible.</param>
/// <param name="Told">Who said it, when and where: "you, Tuesday 3 February, 10:42, in Venue agreement (4f1c02aa)".</param>
/// <param name="Elsewhere">Where else it happened; empty: nowhere.</param>
sealed record IncidentRow(string Title, IReadOnlyList<string> Tags, string Quote, string Told, string Elsewhere)
{
    public string Source => Elsewhere.Length == 0 ? Told : $"{Told}; also in {Elsewhere}";

    /// <summary>The title says which tool it was.</summary>
    bool NamesTool { get; init; }

    /// <summary>What happened as it is told after a colon, with its kind where no tool is named.</summary>
    public string Continued(ReportText text) => NamesTool ? Title : $"{Small(text)} ({Tags[0]})";

    /// <summary>With a small first letter, unless that is one of a name or an abbreviation.</summary>
    string Small(ReportText text)
    {
        var word = Title.Split(' ', ',', '’', '\'', ':')[0];
        var isPlain = word is "A" || (word.Length > 1 && word.Skip(1).All(char.IsLower));
        return isPlain && !text.Names.Any(name => name.Split(' ').Contains(word, StringComparer.OrdinalIgnoreCase)) ? $"{char.ToLowerInvariant(Title[0])}{Title[1..]}" : Title;
    }

    /// <summary>As many characters of an id as commands need to find a session.</summary>
    const int ShortId = 8;

    const int OtherSessions = 3;

    public static IReadOnlyList<IncidentRow> Of(ReportText text) => [.. text.Now.TopFriction.Incidents.Select(i => Of(i, text.Assistant, text.Period.TimeZone))];

    /// <param name="assistant">Its name, fit to be shown.</param>
    public static IncidentRow Of(Incident incident, string assistant, TimeZoneInfo zone)
    {
        var title = $"{WhatHappened(incident, assistant)}{HowOften(incident)}";
        var tags = new[] { Foreign.Words(incident.Kind), Responsible(incident.Who, assistant) };
        return new(title, [.. tags.OfType<string>()], Foreign.Plain(incident.Quote, Foreign.Quote), ToldBy(incident, assistant, zone), OthersOf(incident)) { NamesTool = incident.Tool is not null };
    }

    static string WhatHappened(Incident incident, string assistant)
    {
        var detail = Foreign.Plain(incident.Detail ?? "", Foreign.Sentence);
        // The tool says more than any sentence; a sentence that holds a quote would say it twice.
        if (incident.Tool is null && detail.Length > 0 && !detail.Contains('“'))
            return detail.TrimEnd('.');
        var tool = incident.Tool is null ? null : Foreign.Called(incident.Tool);
        return incident.Kind switch
        {
            "loop_detected" => $"{tool ?? "The same call"} failed again and again",
            "tool_limitation" => $"{tool ?? "A tool"} could not do what was needed",
            "misunderstanding" => incident.Who == "user" ? "You had not said all that mattered" : $"{assistant} misunderstood you",
            "wrong_approach" => $"{assistant} had to take back what it said or did",
            "buggy_code" => "Code failed after a change",
            "no_results" => "Searches found nothing",
            var other => Headlines.Capital(Foreign.Words(other)),
        };
    }

    static string HowOften(Incident incident) => (incident, incident.Sessions.Count) switch
    {
        ({ Calls: > 0 }, > 1 and var sessions) => $" ({Figures.Counted(incident.Calls, "call")} in {Figures.Number(sessions)} sessions)",
        ({ Calls: > 1 }, _) => $" ({Figures.Number(incident.Calls)} calls)",
        (_, > 1 and var sessions) => $", {Figures.Number(incident.Times)} × in {Figures.Number(sessions)} sessions",
        ({ Times: > 1 }, _) => $", {Figures.Number(incident.Times)} ×",
        _ => "",
    };

    static string? Responsible(string? who, string assistant) => who switch
    {
        null => null,
        "user" => "caused by you",
        "assistant" => $"caused by {assistant}",
        _ => $"caused by the {Foreign.Words(who)}",
    };

    static string ToldBy(Incident incident, string assistant, TimeZoneInfo zone)
    {
        var speaker = incident.Speaker switch
        {
            "human" or "user" => "you",
            "assistant" => assistant,
            "tool" => "a tool",
            var other => Foreign.Words(other),
        };
        var at = incident.At is { } moment ? $", {Days.Moment(moment, zone)}" : "";
        return $"{speaker}{at}, in {Called(incident.SessionId, incident.Title)}";
    }

    static string OthersOf(Incident incident)
    {
        var others = incident.Sessions.Where(session => session.Id != incident.SessionId).ToList();
        var more = others.Count > OtherSessions ? $" and {Figures.Number(others.Count - OtherSessions)} more" : "";
        return $"{string.Join(", ", others.Take(OtherSessions).Select(session => Called(session.Id, session.Title)))}{more}";
    }

    /// <summary>Venue agreement (4f1c02aa).</summary>
    public static string Called(string id, string? title)
    {
        var shortId = Foreign.Plain(id, ShortId + 1).TrimEnd('…');
        shortId = shortId[..Math.Min(ShortId, shortId.Length)];
        return title is not null && Foreign.Plain(title, Foreign.Title) is { Length: > 0 } plain ? $"{plain} ({shortId})" : $"session {shortId}";
    }
}
