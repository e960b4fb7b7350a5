using Debrief.Facets;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Sessions;

namespace Debrief.Tests.Insights;

/// <summary>Valid values of which a test doesn't care what they are. Times are those of Berlin; the week is that of 2 to 8 March 2026.</summary>
static class Some
{
    static int _number;

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    public static readonly Period Week = Period.Weekly(new(2026, 3, 4), Zone);

    public static readonly UserProfile Profile = new()
    {
        TimeZone = Zone,
        Businesses = [new("acme", "Acme & Sons", null, ["/work/acme/**"]), new("club", "The Club", null, ["/work/club/**"])],
        Priorities = [new("growth", "Growing Acme", null, ["acme"])],
        People = [new("Sam Carter", ["Sam", "sam@acme.test"], null)],
        Skills = [new("compose", "drafts letters", [])],
        StartedBy = [new("scheduled-job", null, "[nightly]", null)],
    };

    public static DateTimeOffset Time(string local)
    {
        var time = DateTime.Parse(local);
        return new(time, Zone.GetUtcOffset(time));
    }

    /// <summary>A person's session of half an hour.</summary>
    public static Session Session(string ended = "2026-03-04 10:00", int minutes = 30, string? id = null, string? project = "/work/acme/site") => new()
    {
        Id = id ?? $"session-{Interlocked.Increment(ref _number):D4}",
        Project = project,
        StartedAt = Time(ended).AddMinutes(-minutes),
        EndedAt = Time(ended),
        ActiveSpans = [new(Time(ended).AddMinutes(-minutes), Time(ended))],
        ActiveSeconds = 60 * minutes,
        MessageCount = 12,
        HumanMessages = 3,
    };

    public static Session Automated(string ended = "2026-03-04 10:00", int minutes = 30, string by = "sdk") =>
        Session(ended, minutes) with { InitiatedBy = by };

    public static SessionFacet Facet() => new() { SessionId = "", Extractor = "rules", ExtractionModel = "none", PromptVersion = "v1" };

    public static Evidence Evidence(string value, string quote, string speaker = "human", string? at = null, string? who = null) =>
        new("friction", value, 7, quote, speaker, at is null ? null : Time(at), who);

    public static IReadOnlyDictionary<string, int> Counts(params (string Name, int Value)[] counts) => counts.ToDictionary(count => count.Name, count => count.Value);
}
