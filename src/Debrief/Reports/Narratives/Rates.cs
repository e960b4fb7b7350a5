using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>What a number is said to be for each of: "1.3 corrections per session", "$14.20 a day".</summary>
static partial class Rates
{
    /// <param name="behind">The text after the number.</param>
    /// <returns>session, day and so on; null: it is no rate.</returns>
    public static string? Of(string behind)
    {
        if (Adverb().Match(behind) is { Success: true } adverb)
            return adverb.Value.ToLowerInvariant();
        return Per().Match(behind) is { Success: true } per ? Units.Named(per.Groups["of"].Value) : null;
    }

    [GeneratedRegex(@"^[^.;\d]*?\b(?:(?:per|each|every|je|pro|jede[nrs]?|am|in der)\s+(?:single\s+)?(?<of>day|week|month|hour|minute|session|message|person|task|run|Tag|Stunde|Minute|Monat|Sitzung|Nachricht|Aufgabe|Person)\b|(?:je|pro)\s+(?<of>Woche)\b)|^\s*(?:(?!in\b|for\b|within\b|during\b|of\b|over\b|from\b|after\b|as\b)[\p{L}-]+\s+){0,3}(?<!\b(?:in|for|within|during|of|over|from|after|as)\s+)an?\s+(?<of>day|week|month|hour|minute|session|person|task|run)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Per();

    [GeneratedRegex(@"(?<=^[^.;\d]*)\b(?:daily|hourly|weekly|monthly|täglich|stündlich|wöchentlich|monatlich)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Adverb();
}
