namespace Debrief.Facets.Runs;

/// <summary>How long a session that failed waits: five minutes, half an hour, three hours, then most of a day.</summary>
static class Backoff
{
    /// <summary>An answer that can't be used costs as much as one that can.</summary>
    public const int MostOwnFaults = 3;

    static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <returns>Null: not before somebody says so, or the session grows.</returns>
    public static DateTimeOffset? RetryAt(DateTimeOffset now, Attempt attempt, Fault fault)
    {
        if (fault.IsOwnFault && attempt.OwnFaults + 1 >= MostOwnFaults)
            return null;
        var wait = After(attempt.Failures + 1);
        return now + (fault.RetryAfter is { } asked && asked > wait ? asked : wait);
    }

    /// <param name="failures">In a row, one or more.</param>
    public static TimeSpan After(int failures) => First * Math.Min(Math.Pow(6, failures - 1), Longest / First);
}
