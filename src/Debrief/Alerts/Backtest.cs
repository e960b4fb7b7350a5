namespace Debrief.Alerts;

/// <summary>What would have fired, had somebody looked at the end of each day with what the database knows now.</summary>
static class Backtest
{
    /// <returns>In the order of their begin; those that go on have no end.</returns>
    public static IReadOnlyList<Alert> Run(History history, DateOnly first, DateOnly last, TimeZoneInfo zone)
    {
        var ended = new List<Alert>();
        var open = new List<Alert>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var changes = Episodes.Next(history, day, open, EndOf(day, zone));
            ended.AddRange(changes.Over);
            open = [.. open.Where(alert => !changes.Over.Any(over => IsSame(over, alert))).Select(alert => changes.Seen.FirstOrDefault(seen => IsSame(seen, alert)) ?? alert), .. changes.Begun];
        }

        return [.. ended.Concat(open).OrderBy(alert => alert.BeganAt).ThenBy(alert => alert.Kind, StringComparer.Ordinal).ThenBy(alert => alert.About, StringComparer.Ordinal)];
    }

    static bool IsSame(Alert one, Alert other) => one.Kind == other.Kind && one.About == other.About;

    /// <summary>A minute before noon is on that day in every zone, whatever its clocks did at midnight; the hour tells nothing.</summary>
    static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
