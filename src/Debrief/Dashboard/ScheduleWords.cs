using System.Globalization;

namespace Debrief.Dashboard;

/// <summary>The usual schedules in words; any other as cron has it.</summary>
static class ScheduleWords
{
    public static string Of(string? cron) => cron is null ? "only when somebody says so" : cron.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [['*', '/', .. var minutes], "*", "*", "*", "*"] => $"every {minutes} minutes",
        [var minutes, "*", "*", "*", "*"] when All(minutes, 59) is { } numbers => numbers is [0] ? "every full hour" : $"at {Listed(numbers)} minutes past each hour",
        ["0", ['*', '/', .. var hours], "*", "*", "*"] => $"every {hours} hours",
        [var minute, var hour, "*", "*", "*"] when At(hour, minute) is { } time => $"every day at {time}",
        [var minute, var hour, "*", "*", var day] when At(hour, minute) is { } time && All(day, 7) is [var number] => $"{CultureInfo.InvariantCulture.DateTimeFormat.DayNames[number % 7]}s at {time}",
        [var minute, var hour, var day, "*", "*"] when At(hour, minute) is { } time && All(day, 31) is [var number] => number == 1 ? $"on the first of each month at {time}" : $"on day {number} of each month at {time}",
        _ => "by its own schedule",
    };

    static string? At(string hour, string minute) => (All(hour, 23), All(minute, 59)) is ([var h], [var m]) ? $"{h}:{m:00}" : null;

    static string Listed(List<int> numbers) => numbers.Count == 1 ? $"{numbers[0]}" : $"{string.Join(", ", numbers.SkipLast(1))} and {numbers[^1]}";

    /// <returns>Null: they aren't plain numbers.</returns>
    static List<int>? All(string text, int most)
    {
        var numbers = text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : -1).ToList();
        return numbers.Contains(-1) ? null : numbers;
    }
}
