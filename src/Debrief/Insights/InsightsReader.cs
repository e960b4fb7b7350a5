using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Insights;

/// <summary>Aggregates what the database holds. Writes nothing and starts nothing.</summary>
sealed class InsightsReader(Database database, UserProfile profile)
{
    /// <summary>Of which sessions; all unless told.</summary>
    public SessionSelection Selection { get; init; } = new();

    public async Task<PeriodInsights> ReadAsync(Period period, CancellationToken cancel)
    {
        var before = period.Before;
        var since = new[] { before, before.Trend()[0], before.Weeks(RelationshipPulse.WeeksShown)[0] }.Min(each => each.From);

        await using var db = await database.ConnectAsync(cancel);
        var rows = new PeriodRows(db, profile, Selection);
        // Both periods from the same sessions, so that a sync that runs meanwhile can't come between them.
        var sessions = await rows.SessionsAsync(since, period.To, cancel);
        return new(
            period,
            await MetricsAsync(rows, period, sessions, cancel),
            await MetricsAsync(rows, before, sessions, cancel));
    }

    async Task<Metrics> MetricsAsync(PeriodRows rows, Period period, IReadOnlyList<PastSession> sessions, CancellationToken cancel) =>
        Metrics.Of(period, sessions, await rows.SpendingsAsync(period, cancel), await rows.SubAgentOutcomesAsync(period, cancel), profile);

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
