using System.Text.Json;
using System.Text.RegularExpressions;
using Debrief.Insights;
using Debrief.Reports;

namespace Debrief.Tests.Reports.Independent;

/// <summary>What got in the way, how often, when first and when last: each quote against each.</summary>
static class ComparedIncidents
{
    sealed record Quoted(string Facet, string Value, int Line, string Quote, string Speaker, DateTimeOffset? At, string? Who);

    /// <param name="Heard">The quote that it is known by.</param>
    /// <param name="Shown">The one that is told: the person's complaint where there is one.</param>
    sealed record Seen(string Session, string? Title, DateTimeOffset Ended, Quoted Heard, Quoted Shown, string? Tool, int Calls, string? Detail)
    {
        public DateTimeOffset At => Shown.At ?? Ended;

        public bool IsLike(Seen other) => (Heard.Value, Heard.Who, Tool) == (other.Heard.Value, other.Heard.Who, other.Tool)
            && (Tool is not null || Session == other.Session && Heard.Speaker == other.Heard.Speaker || Words.AreNear(Words.Of(Heard.Quote), Words.Of(other.Heard.Quote)));
    }

    public static async Task CompareAsync(Comparison check, PlainFigures now, Metrics told, string assistant, TimeZoneInfo zone)
    {
        var groups = new List<List<Seen>>();
        foreach (var row in await now.EndedSinceAsync("id, title, ended_at, evidence, tools, tool_failures, mcp_failures, friction_counts, friction_detail"))
            foreach (Seen seen in SeenIn(row))
            {
                if (groups.Find(group => group.Exists(seen.IsLike)) is not { } like)
                    groups.Add(like = []);
                like.Add(seen);
            }

        var incidents = groups.Select(IncidentOf)
            .OrderByDescending(incident => incident.Sessions.Count).ThenBy(incident => incident.Speaker != "human").ThenByDescending(incident => incident.At)
            .ThenBy(incident => incident.SessionId, StringComparer.Ordinal).ThenBy(incident => incident.Quote, StringComparer.Ordinal).Take(5).ToList();
        check.Same("incidents, first and last", Said(incidents, zone), Said(told.TopFriction.Incidents, zone));
        var rows = incidents.Select(incident => IncidentRow.Of(incident, assistant, zone)).ToList();
        foreach (var row in rows)
        {
            foreach (var words in new[] { row.Title, row.Quote, row.Told, row.Elsewhere })
            {
                check.Html(words);
                check.Markdown(words.Replace("\\", "").Replace("&", "&amp;"));
            }
        }
        if (rows is [var biggest, ..] && biggest.Title.Replace("\\", "") is var title)
            check.Discord($"- Biggest: {title[..1].ToLowerInvariant()}{title[1..]}", $"- Biggest: {title}");
    }

    static string Said(IEnumerable<Incident> incidents, TimeZoneInfo zone) => string.Join('\n', incidents.Select(each =>
        $"{each.Kind} {each.Who} {each.Tool} {each.Calls} {each.Times} × in {string.Join(' ', each.Sessions.Select(session => session.Id))}: {TimeZoneInfo.ConvertTime(each.First, zone):d MMM HH:mm:ss} to {TimeZoneInfo.ConvertTime(each.Last, zone):d MMM HH:mm:ss}, {each.Quote} (line {each.Line})"));

    static Incident IncidentOf(List<Seen> again)
    {
        var sessions = again.GroupBy(seen => seen.Session).Select(group => group.First()).OrderByDescending(seen => seen.Ended).ToList();
        var best = again.Exists(seen => seen.Shown.Speaker == "human") ? again.Where(seen => seen.Shown.Speaker == "human") : again;
        var told = best.MaxBy(seen => seen.At)!;
        return new(told.Session, told.Title, told.Heard.Value, told.Heard.Who, told.Detail, told.Shown.Quote, told.Shown.Speaker, told.At)
        {
            Tool = again[0].Tool,
            Calls = sessions.Sum(seen => seen.Calls),
            Times = again.Count,
            Line = told.Shown.Line,
            First = again.Min(seen => seen.At),
            Last = again.Max(seen => seen.At),
            Sessions = [.. sessions.Select(seen => new SessionName(seen.Session, seen.Title))],
        };
    }

    static IEnumerable<Seen> SeenIn(dynamic row)
    {
        var quotes = JsonSerializer.Deserialize<List<Quoted>>((string?)row.evidence ?? "[]", JsonSerializerOptions.Web)!;
        var tools = Counts((string)row.tools);
        var (mcp, others) = ((int)(long)row.mcp_failures, Counts((string)row.tool_failures).Where(failure => failure.Key != "cascade").Sum(failure => failure.Value) - (int)(long)row.mcp_failures);
        var kinds = Counts((string?)row.friction_counts ?? "{}").Where(kind => kind.Value > 0).Select(kind => kind.Key).ToList();
        // Of one quote, the loop is told.
        var friction = quotes.Where(quote => quote.Facet == "friction").GroupBy(quote => quote.Quote).Select(same => same.FirstOrDefault(quote => quote.Value == "loop_detected") ?? same.First());
        foreach (var heard in friction.OrderBy(quote => quote.Line))
        {
            var detail = (string?)row.friction_detail;
            if (!kinds.TrueForAll(kind => kind == heard.Value) && detail?.Replace('_', ' ').Contains(heard.Value.Replace('_', ' '), StringComparison.OrdinalIgnoreCase) != true)
                detail = null;
            var (shown, tool) = (heard, (string?)null);
            if (heard.Speaker == "tool")
            {
                tool = ToolOf(heard, tools, mcp, others);
                var complaint = quotes.Where(quote => quote is { Facet: "corrections", Speaker: "human" } && quote.Line > heard.Line).MinBy(quote => quote.Line);
                shown = heard.Value == "loop_detected" && complaint is not null && Words.Of(complaint.Quote).Count >= 4 ? complaint : heard;
            }
            yield return new((string)row.id, (string?)row.title, PlainFigures.TimeOf((string)row.ended_at), heard, shown, tool, tool is null ? 0 : tools.GetValueOrDefault(tool), detail);
        }
    }

    /// <summary>The one that is named, or the only one that can have looped.</summary>
    static string? ToolOf(Quoted heard, Dictionary<string, int> tools, int mcp, int others)
    {
        var named = tools.Keys.Where(tool => tool.StartsWith("mcp__", StringComparison.Ordinal)).OrderByDescending(tool => Own(tool).Length)
            .FirstOrDefault(tool => IsIn(tool, heard.Quote) || Own(tool).Contains('_') && IsIn(Own(tool), heard.Quote));
        var possible = tools.Where(tool => tool.Value >= 3 && (tool.Key.StartsWith("mcp__", StringComparison.Ordinal) ? mcp : others) >= 3).Select(tool => tool.Key).ToList();
        return named ?? (heard.Value == "loop_detected" && possible.Count == 1 ? possible[0] : null);
    }

    static string Own(string tool) => tool[(tool.LastIndexOf("__", StringComparison.Ordinal) + 2)..];

    static bool IsIn(string word, string text) => Regex.IsMatch(text, $@"(?<![\w-]){Regex.Escape(word)}(?![\w-])");

    static Dictionary<string, int> Counts(string json) => JsonSerializer.Deserialize<Dictionary<string, int>>(json)!;
}
