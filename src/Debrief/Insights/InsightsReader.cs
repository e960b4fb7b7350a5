using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Insights;

/// <summary>Aggregates what the database holds. Writes nothing and starts nothing.</summary>
sealed class InsightsReader(Database database, UserProfile profile)
{
    public async Task<PeriodInsights> ReadAsync(Period period, CancellationToken cancel)
    {
        var before = period.Before;
        var since = new[] { before, before.Trend()[0], before.Weeks(RelationshipPulse.WeeksShown)[0] }.Min(each => each.From);

        await using var db = await database.ConnectAsync(cancel);
        var rows = new PeriodRows(db, profile);
        // Both periods from the same sessions, so that a sync that runs meanwhile can't come between them.
        var sessions = await rows.SessionsAsync(since, period.To, cancel);
        return new(
            period,
            Metrics.Of(period, sessions, await rows.SpendingsAsync(period, cancel), profile),
            Metrics.Of(before, sessions, await rows.SpendingsAsync(before, cancel), profile));
    }

    /// <summary>What a report without a stated period is about: the last week that is over, or the last seven days if no session ended in that week.</summary>
    public async Task<Period> PeriodToReportAsync(DateOnly today, CancellationToken cancel)
    {
        var week = Period.LastWeek(today, profile.TimeZone);
        await using var db = await database.ConnectAsync(cancel);
        return await new PeriodRows(db, profile).AnyAsync(week, cancel) ? week : Period.LastDays(7, today, profile.TimeZone);
    }
}
