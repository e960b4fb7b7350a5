namespace Debrief.Dashboard;

/// <summary>Addresses of our own pages. Whatever is put into one is escaped, so that it stays one.</summary>
static class Links
{
    public const string Sessions = "/admin/sessions";
    public const string Jobs = "/admin/jobs";
    public const string JobEvents = "/admin/jobs/events";
    public const string Reports = "/admin/reports";
    public const string Cost = "/admin/cost";
    public const string Profile = "/admin/profile";

    /// <summary>The path with those of the values that are given.</summary>
    public static string To(string path, params IEnumerable<(string Name, string? Value)> values)
    {
        var query = string.Join('&', values.Where(value => !string.IsNullOrEmpty(value.Value)).Select(value => $"{value.Name}={Uri.EscapeDataString(Whole(value.Value!))}"));
        return query.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    public static string Session(string id) => $"{Sessions}/{Uri.EscapeDataString(Whole(id))}";

    /// <summary>The place in a session's timeline.</summary>
    public static string Evidence(string id, int line) => $"{Session(id)}?line={line}#line-{line}";

    public static string RunJob(string name) => $"{Jobs}/{Uri.EscapeDataString(name)}/run";

    public static string Person(string name) => $"/admin/people/{Uri.EscapeDataString(Whole(name))}";

    public const string People = "/admin/people";
    public const string Skills = "/admin/skills";
    public const string Friction = "/admin/friction";
    public const string Recommendations = "/admin/recommendations";
    public const string Alerts = "/admin/alerts";

    /// <summary>The place of a recommendation among those of an owner.</summary>
    public static string Advice(long id, string? owner) => $"{To(Recommendations, ("owner", owner))}#recommendation-{id}";

    /// <summary>Half a character can't be escaped.</summary>
    static string Whole(string text) => string.Concat(text.EnumerateRunes());
}
