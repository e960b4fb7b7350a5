using System.Collections.Concurrent;

namespace Debrief.Insights.Daily;

/// <summary>What a process that goes on answering has read and reckoned before. All of it is held against the database's changes before it is used again.</summary>
sealed class DayMemory
{
    // A day of 334 sessions is 270,000 characters of JSON, as it is kept in the database, 815 a session; in memory that is taken for two to three times as much. So a thousand
    // days of a few people are little, and of thousands of people more than there is.
    const int MostDays = 1000, BytesOfASession = 2 << 10, BytesOfADay = 8 << 10;
    const long MostBytes = 256 << 20;

    // Of ten thousand sessions the figures of two periods are 85,000 characters of JSON: they hardly grow with the sessions, so that their number is enough.
    const int MostPeriods = 100;

    // Of one there is little more than what the days have of it: its place in a group, and at most all its words by each of the rarest.
    const int BytesOfASighting = 512;

    /// <summary>By how often each changed.</summary>
    public Remembered<DateOnly, long, DayInsights> Days { get; } = new(MostDays, MostBytes, day => BytesOfADay + (long)BytesOfASession * (day.Coverage.Eligible + day.Coverage.TooShort));

    /// <summary>By the changes of all days that their figures are made of.</summary>
    public Remembered<Period, ulong, Metrics> Periods { get; } = new(MostPeriods, long.MaxValue, _ => 0);

    /// <summary>Of the days of a period but its last, put together, by the changes of those days.</summary>
    public Remembered<Period, ulong, Sightings> Sightings { get; } = new(MostPeriods, MostBytes / 4, sightings => BytesOfASighting * (long)sightings.All);
}

/// <param name="most">Beyond so many it begins anew.</param>
/// <param name="mostBytes">As beyond so much, by an estimate.</param>
sealed class Remembered<TSpan, TChanges, TFigures>(int most, long mostBytes, Func<TFigures, long> sizeOf)
    where TSpan : notnull
    where TFigures : class
{
    readonly ConcurrentDictionary<(SessionSelection Selection, string Reckoning, TSpan Span), (TChanges Changes, TFigures Figures)> _known = [];
    readonly Lock _keeping = new();
    long _bytes;

    /// <returns>Null: it isn't known, or has changed since.</returns>
    public TFigures? Find(SessionSelection selection, string reckoning, TSpan span, TChanges changes) =>
        _known.TryGetValue((selection, reckoning, span), out var known) && EqualityComparer<TChanges>.Default.Equals(known.Changes, changes) ? known.Figures : null;

    public void Keep(SessionSelection selection, string reckoning, TSpan span, TChanges changes, TFigures figures)
    {
        var (key, size) = ((selection, reckoning, span), sizeOf(figures));
        if (size > mostBytes)
            return;

        lock (_keeping)
        {
            if (_known.Remove(key, out var before))
                _bytes -= sizeOf(before.Figures);
            if (_known.Count >= most || _bytes + size > mostBytes)
            {
                _known.Clear();
                _bytes = 0;
            }

            _known[key] = (changes, figures);
            _bytes += size;
        }
    }
}
