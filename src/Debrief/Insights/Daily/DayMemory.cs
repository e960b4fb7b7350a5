using System.Collections.Concurrent;

namespace Debrief.Insights.Daily;

/// <summary>What a process that goes on answering has read and reckoned before. All of it is held against the database's changes before it is used again.</summary>
sealed class DayMemory
{
    // Some hundred kilobytes each, where a day has hundreds of sessions.
    const int MostDays = 1000;
    const int MostPeriods = 100;

    readonly ConcurrentDictionary<(SessionSelection Selection, string Reckoning, DateOnly Day), (long Changes, DayInsights Day)> _days = [];
    readonly ConcurrentDictionary<(SessionSelection Selection, string Reckoning, Period Period), (ulong Changes, Metrics Metrics)> _periods = [];

    public DayInsights? Find(SessionSelection selection, string reckoning, DateOnly day, long changes) =>
        _days.TryGetValue((selection, reckoning, day), out var known) && known.Changes == changes ? known.Day : null;

    public void Keep(SessionSelection selection, string reckoning, DateOnly day, long changes, DayInsights insights)
    {
        if (_days.Count >= MostDays)
            _days.Clear();
        _days[(selection, reckoning, day)] = (changes, insights);
    }

    /// <param name="changes">Of all days that its figures are made of.</param>
    public Metrics? Find(SessionSelection selection, string reckoning, Period period, ulong changes) =>
        _periods.TryGetValue((selection, reckoning, period), out var known) && known.Changes == changes ? known.Metrics : null;

    public void Keep(SessionSelection selection, string reckoning, Period period, ulong changes, Metrics metrics)
    {
        if (_periods.Count >= MostPeriods)
            _periods.Clear();
        _periods[(selection, reckoning, period)] = (changes, metrics);
    }
}
