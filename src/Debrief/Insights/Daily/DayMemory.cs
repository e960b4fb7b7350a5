using System.Collections.Concurrent;

namespace Debrief.Insights.Daily;

/// <summary>What a process that goes on answering has read and reckoned before. All of it is held against the database's changes before it is used again.</summary>
sealed class DayMemory
{
    /// <summary>By how often each changed. Some hundred kilobytes each, where a day has hundreds of sessions.</summary>
    public Remembered<DateOnly, long, DayInsights> Days { get; } = new(most: 1000);

    /// <summary>By the changes of all days that their figures are made of.</summary>
    public Remembered<Period, ulong, Metrics> Periods { get; } = new(most: 100);
}

/// <param name="most">Beyond so many it begins anew.</param>
sealed class Remembered<TSpan, TChanges, TFigures>(int most)
    where TSpan : notnull
    where TFigures : class
{
    readonly ConcurrentDictionary<(SessionSelection Selection, string Reckoning, TSpan Span), (TChanges Changes, TFigures Figures)> _known = [];

    /// <returns>Null: it isn't known, or has changed since.</returns>
    public TFigures? Find(SessionSelection selection, string reckoning, TSpan span, TChanges changes) =>
        _known.TryGetValue((selection, reckoning, span), out var known) && EqualityComparer<TChanges>.Default.Equals(known.Changes, changes) ? known.Figures : null;

    public void Keep(SessionSelection selection, string reckoning, TSpan span, TChanges changes, TFigures figures)
    {
        if (_known.Count >= most)
            _known.Clear();
        _known[(selection, reckoning, span)] = (changes, figures);
    }
}
