using System.Globalization;
using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>Dates, weekdays and times of day in a sentence, however they are written.</summary>
static partial class SaidDates
{
    /// <param name="text">Afterwards without them: their figures count nothing.</param>
    /// <returns>What is wrong; null: the fact has them all.</returns>
    public static string? Problem(ref string text, string known)
    {
        var dates = Date().Matches(known).Select(DateOf).ToHashSet();
        var wrong = Date().Matches(text).FirstOrDefault(date => !dates.Contains(DateOf(date)))
            ?? Weekday().Matches(text).FirstOrDefault(day => !Weekday().Matches(known).Any(other => Start(other.Value) == Start(day.Value)))
            ?? Clock().Matches(text).FirstOrDefault(time => !known.Contains(time.Value, StringComparison.Ordinal));
        text = Without(text);
        return wrong is null ? null : $"it says {wrong.Value.Trim()}, which the fact doesn't";

        static string Start(string day) => day.Length >= 3 ? day[..3].ToUpperInvariant() : day;
    }

    /// <summary>All else stays where it is.</summary>
    public static string Without(string text)
    {
        return Clock().Replace(Weekday().Replace(Date().Replace(text, Blank), Blank), Blank);

        static string Blank(Match match) => new(' ', match.Length);
    }

    /// <summary>3/2 for 3 February, February 3rd, 2026-02-03.</summary>
    static string DateOf(Match date) => date.Groups["iso"].Success
        ? $"{int.Parse(date.Groups["d"].Value, CultureInfo.InvariantCulture)}/{int.Parse(date.Groups["mm"].Value, CultureInfo.InvariantCulture)}"
        : $"{int.Parse(date.Groups["d"].Value, CultureInfo.InvariantCulture)}/{MonthOf(date.Groups["month"].Value)}";

    static int MonthOf(string name) => name[..3].ToUpperInvariant() switch
    {
        "JAN" => 1, "FEB" => 2, "MAR" or "MÄR" => 3, "APR" => 4, "MAY" or "MAI" => 5, "JUN" => 6, "JUL" => 7, "AUG" => 8, "SEP" => 9, "OCT" or "OKT" => 10, "NOV" => 11, _ => 12,
    };

    const string Months = "(?<month>Jan(?:uary|uar)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|June?|Juni|July?|Juli|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Okt(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Dez(?:ember)?)";

    [GeneratedRegex($@"(?<iso>\b\d{{4}}-(?<mm>\d\d)-(?<d>\d\d)\b)|\b(?<d>\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?{Months}\b(?:,? \d{{4}}\b)?|\b{Months} (?<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s?day|nesday|rsday|urday)?s?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\b\d{1,2}:\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
