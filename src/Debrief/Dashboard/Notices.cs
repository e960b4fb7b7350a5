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
        ["acknowledged"] = "Noted: you know of it.",
        ["snoozed"] = "Nothing is told of it until then, nor of another about the same.",
        ["dismissed"] = "It won’t be recommended again.",
        ["saved"] = "The profile is saved, and holds from now on.",
        ["moved"] = "The project's sessions count for that business now, past ones too.",
    };

    public static string? Find(string? name) => name is null ? null : s_all.GetValueOrDefault(name);
}
