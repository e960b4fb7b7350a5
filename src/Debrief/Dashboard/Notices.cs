namespace Debrief.Dashboard;

/// <summary>What a page says after a form was sent. The address names it, so that nobody can make a page say something else.</summary>
static class Notices
{
    static readonly Dictionary<string, string> s_all = new(StringComparer.Ordinal)
    {
        ["corrected"] = "Your correction is kept. No later extraction overwrites it.",
        ["extracted"] = "The facets were extracted again.",
        ["begun"] = "The job has begun.",
        ["running"] = "That job runs already.",
        ["resolved"] = "Marked as resolved. If it happens again, it says so.",
        ["reopened"] = "It is open again.",
        ["saved"] = "The profile is saved, and holds from now on.",
        ["moved"] = "The project's sessions count for that business now, past ones too.",
    };

    public static string? Find(string? name) => name is null ? null : s_all.GetValueOrDefault(name);
}
