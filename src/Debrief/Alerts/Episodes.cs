namespace Debrief.Alerts;

/// <summary>Makes episodes of what rules find: one begins when something is found of which none goes on, and ends when its rule says so.</summary>
static class Episodes
{
    /// <summary>Of which nothing could be told for so long, nothing is said any more.</summary>
    static readonly TimeSpan s_longestSilence = TimeSpan.FromDays(21);

    /// <param name="open">Those that go on.</param>
    public static Changes Next(History history, DateOnly day, IReadOnlyList<Alert> open, DateTimeOffset now)
    {
        var found = Rule.All.SelectMany(rule => rule.Find(history, day)).ToList();
        var seen = open.Where(alert => found.Exists(alert.IsAbout)).ToList();
        var over = open.Except(seen).Select(alert => (Alert: alert, Because: Because(history, day, alert, now))).Where(each => each.Because is not null)
            .Select(each => each.Alert with { EndedAt = now, EndedBecause = each.Because }).ToList();
        var begun = found.Where(finding => !open.Any(alert => alert.IsAbout(finding))).Select(finding => Alert.Begun(finding, now)).ToList();
        return new(begun, [.. seen.Select(alert => alert with { LastSeenAt = now })], over);
    }

    static string? Because(History history, DateOnly day, Alert alert, DateTimeOffset now) =>
        Rule.All.FirstOrDefault(rule => rule.Kind == alert.Kind)?.Over(history, day, alert.About)
            ?? (now - alert.LastSeenAt > s_longestSilence ? "Nothing more was seen of it for three weeks." : null);
}

/// <param name="Seen">Those that go on, and were found again.</param>
sealed record Changes(IReadOnlyList<Alert> Begun, IReadOnlyList<Alert> Seen, IReadOnlyList<Alert> Over);
