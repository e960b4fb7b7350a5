using Cronos;

namespace Debrief.Configuration;

/// <summary>When jobs run.</summary>
/// <param name="Schedules">As cron says it, by the job's name; null: only when somebody says so.</param>
/// <param name="TimeZone">Null: the profile's.</param>
sealed record JobSettings(IReadOnlyDictionary<string, string?> Schedules, TimeZoneInfo? TimeZone)
{
    /// <summary>As many as are soon done, and cost little.</summary>
    public const int UsualSessions = 10;

    /// <summary>Sessions that a run of extract-session-facets takes on, on each server.</summary>
    public int SessionsAtMost { get; init; } = UsualSessions;

    public static readonly OrderedDictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["sync-claude-sessions"] = "*/15 * * * *",
        ["extract-session-facets"] = "15,45 * * * *",
        ["check-alerts"] = "0 9 * * *",
        ["generate-insights-report"] = "0 6 * * 0",
        ["generate-monthly-report"] = "0 6 1 * *",
        ["deliver-messages"] = "5,20,35,50 * * * *",
        ["fold-old-usage"] = "40 4 * * *",
    };

    public static JobSettings Read(YamlMap map, Problems problems)
    {
        var schedules = Usual.ToDictionary(job => job.Key, job => map.Text(job.Key) is { } text ? Cron(text, problems) : job.Value, StringComparer.Ordinal);
        var zone = map.Text("time_zone") is { } name ? Zone(name, problems) : null;
        var sessions = map.Whole("sessions_at_most", 1, 100_000) ?? UsualSessions;
        map.End();
        return new(schedules, zone) { SessionsAtMost = sessions };
    }

    /// <returns>Null for off.</returns>
    static string? Cron(YamlText text, Problems problems)
    {
        if (text.Value is "off" or "false")
            return null;
        if (!CronExpression.TryParse(text.Value, out _))
            problems.Add(text.Line, $"\"{text.Value}\" is no schedule: write five fields as cron has them, such as 0 6 * * 0, or off");
        else if (text.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, not "*", _, not "*"])
            problems.Add(text.Line, $"\"{text.Value}\" names days of the month and of the week, of which programs make different things: give one of them");
        return text.Value;
    }

    static TimeZoneInfo? Zone(YamlText name, Problems problems)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name.Value, out var zone))
            return zone;

        problems.Add(name.Line, $"\"{name.Value}\" is no time zone: write one such as America/New_York");
        return null;
    }
}
