using Debrief.Insights.Recommending;
using Debrief.Insights.Stitching;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Insights;

/// <summary>Aggregates what the database holds. Writes nothing and starts nothing.</summary>
sealed class InsightsReader(Database database, UserProfile profile)
{
    /// <summary>Of which sessions; all unless told.</summary>
    public SessionSelection Selection { get; init; } = new();

    /// <summary>What CLAUDE.md files say already; null where none is looked at.</summary>
    public Instructions? Instructions { get; init; }

    /// <summary>Projects whose sessions are left out, as if there were none.</summary>
    public Func<string?, bool> LeavesOut { get; init; } = _ => false;

    public async Task<PeriodInsights> ReadAsync(Period period, CancellationToken cancel)
    {
        var before = period.Before;
        var since = new[] { before, before.Trend()[0], before.Weeks(RelationshipPulse.WeeksShown)[0] }.Min(each => each.From);

        await using var db = await database.ConnectAsync(cancel);
        var rows = new PeriodRows(db, profile, Selection) { LeavesOut = LeavesOut };
        // Both periods from the same sessions, so that a sync that runs meanwhile can't come between them.
        var sessions = await rows.SessionsAsync(since, period.To, cancel);
        var trails = await TrailRows.ReadAsync(db, before.From - Stitch.Longest, period.To, Selection.Owner, profile, cancel);
        var known = await new RecommendationStore(database, TimeProvider.System) { Owner = Selection.Owner }.ListAsync(period.Kind, cancel);
        var (now, then) = (await MetricsAsync(period, cancel), await MetricsAsync(before, cancel));
        var following = Following.Of(known, period, now, then, [.. now.Recommendations.Select(given => Instructions?.Checked(given) ?? given)]);
        return new(period, now with { Recommendations = following.Shown, FollowUps = following.FollowUps }, then) { Advised = following.Kept };

        async Task<Metrics> MetricsAsync(Period of, CancellationToken stop)
        {
            var metrics = Metrics.Of(of, sessions, await rows.SpendingsAsync(of, stop), await rows.SubAgentOutcomesAsync(of, stop), profile);
            return metrics with
            {
                Coverage = metrics.Coverage with { Failed = await rows.FailedAsync(of, stop) },
                FinishedLater = FinishedLater.Of(of, [.. trails.Where(trail => trail.EndedAt >= of.From - Stitch.Longest && !LeavesOut(trail.Project))]),
                SystemHealth = metrics.SystemHealth with { Jobs = await JobHealth.ReadAsync(db, of, stop) },
            };
        }
    }

    /// <summary>The person's sessions that ended in the period, in the order of their end.</summary>
    public async Task<IReadOnlyList<PastSession>> OwnSessionsAsync(Period period, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var sessions = await new PeriodRows(db, profile, Selection) { LeavesOut = LeavesOut }.SessionsAsync(period.From, period.To, cancel);
        return [.. sessions.EndedIn(period).Where(session => session.IsPersons)];
    }

    /// <summary>The usual period if a session of the person ended in it, else the latest week in which one did; the last seven days where there is none at all.</summary>
    public async Task<Period> WithSessionsAsync(Period usual, DateOnly today, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        if (await new PeriodRows(db, profile, Selection).LatestEndAsync(usual.To, cancel) >= usual.From)
            return usual;
        return await LatestDayAsync(today, cancel) is { } latest ? Period.Weekly(latest, profile.TimeZone) : Period.LastDays(7, today, profile.TimeZone);
    }

    /// <summary>The day on which the person's latest session ended, or of a person without any the latest at all; null where there is none in this millennium.</summary>
    public async Task<DateOnly?> LatestDayAsync(DateOnly today, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        return await new PeriodRows(db, profile, Selection).LatestEndAsync(Period.LastDays(1, today, profile.TimeZone).To, cancel) is { Year: >= 2000 } end
            ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end, profile.TimeZone).DateTime)
            : null;
    }
}
