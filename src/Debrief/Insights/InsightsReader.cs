using Debrief.Insights.Daily;
using Debrief.Insights.Recommending;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Insights;

/// <summary>Tells what the database holds of a period. Starts nothing, and writes nothing but the days that it reckoned.</summary>
sealed class InsightsReader(Database database, UserProfile profile)
{
    /// <summary>Of which sessions; all unless told.</summary>
    public SessionSelection Selection { get; init; } = new();

    /// <summary>What CLAUDE.md files say already; null where none is looked at.</summary>
    public Instructions? Instructions { get; init; }

    /// <summary>Projects whose sessions are left out, as if there were none.</summary>
    public Func<string?, bool>? LeavesOut { get; init; }

    /// <summary>Of a process that answers more than once.</summary>
    public DayMemory? Memory { get; init; }

    public async Task<PeriodInsights> ReadAsync(Period period, CancellationToken cancel)
    {
        var told = await new DayReader(database, profile, Selection) { LeavesOut = LeavesOut, Memory = Memory }.ReadAsync(period, cancel);
        var known = await new RecommendationStore(database, TimeProvider.System) { Owner = Selection.Owner }.ListAsync(period.Kind, cancel);
        var following = Following.Of(known, period, told.Now, told.Before, [.. told.Now.Recommendations.Select(given => Instructions?.Checked(given) ?? given)]);
        return told with { Now = told.Now with { Recommendations = following.Shown, FollowUps = following.FollowUps }, Advised = following.Kept };
    }

    /// <summary>The person's sessions that ended in the period, in the order of their end.</summary>
    public async Task<IReadOnlyList<PastSession>> OwnSessionsAsync(Period period, CancellationToken cancel)
    {
        await using var db = await database.ConnectAsync(cancel);
        var sessions = await new PeriodRows(db, profile, Selection) { LeavesOut = LeavesOut }.SessionsAsync(period, cancel);
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
