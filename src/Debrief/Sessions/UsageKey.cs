using System.Globalization;

namespace Debrief.Sessions;

/// <summary>What usage is summed by.</summary>
enum UsageBy
{
    Day,
    Week,
    Month,
    Model,
    Project,
    Session,
}

/// <summary>What a row of usage is of.</summary>
/// <param name="Name">2026-03-02, 2026-W10, 2026-03, a model, a working directory, a session's id; null: unknown.</param>
/// <param name="FirstDay">Of a day, week or month.</param>
/// <param name="Title">Of a session.</param>
/// <param name="Project">Of a session.</param>
readonly record struct UsageKey(string? Name, DateOnly? FirstDay = null, string? Title = null, string? Project = null)
{
    /// <param name="day">The message's local day, where it has a time.</param>
    public static UsageKey Of(UsageBy by, CountedMessage message, DateOnly? day) => by switch
    {
        UsageBy.Model => new(message.Model),
        UsageBy.Project => new(message.Project),
        UsageBy.Session => new(message.SessionId, null, message.Title, message.Project),
        _ => day is { } known ? Of(by, known) : default,
    };

    static UsageKey Of(UsageBy by, DateOnly day) => by switch
    {
        UsageBy.Week => new($"{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}", day.AddDays(-((int)day.DayOfWeek + 6) % 7)),
        UsageBy.Month => new($"{day:yyyy-MM}", new(day.Year, day.Month, 1)),
        _ => new($"{day:yyyy-MM-dd}", day),
    };
}
