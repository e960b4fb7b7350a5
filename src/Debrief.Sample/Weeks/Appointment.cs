namespace Debrief.Sample.Weeks;

/// <summary>When a scenario begins, on the person's clock.</summary>
/// <param name="Week">1 to 4; the fourth is the last.</param>
/// <param name="Day">0 for Monday, 6 for Sunday.</param>
sealed record Appointment(int Week, int Day, string Time, Scenario Scenario)
{
    /// <summary>People update Claude Code about once a week.</summary>
    public string VersionOfItsWeek => Week switch { 1 => "2.1.191", 2 => "2.1.193", 3 => "2.1.195", _ => "2.1.197" };

    public DateTimeOffset At(DateOnly lastDay, TimeZoneInfo zone)
    {
        var local = lastDay.AddDays(((Week - 4) * 7) + Day - 6).ToDateTime(TimeOnly.ParseExact(Time, "HH:mm"));

        // Where the clock was put forward over this time, it shows an hour more.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone), TimeSpan.Zero);
    }
}
