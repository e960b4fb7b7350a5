using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>What a number counts, by the noun behind it.</summary>
static partial class Units
{
    const int WordsAhead = 7;

    static readonly Dictionary<string, string> s_nouns = new(StringComparer.OrdinalIgnoreCase);

    static Units()
    {
        foreach (var line in (string[])["session sessions Sitzung Sitzungen", "message messages Nachricht Nachrichten", "token tokens", "commit commits", "artifact artifacts artefact artefacts Artefakt Artefakte", "task tasks Aufgabe Aufgaben",
            "correction corrections Korrektur Korrekturen", "loop loops Schleife Schleifen", "call calls Aufruf Aufrufe Aufrufen", "person people persons contact contacts Person Personen Kontakt Kontakte", "mention mentions Erwähnung Erwähnungen",
            "point points Punkt Punkte Prozentpunkte", "skill skills", "decision decisions Entscheidung Entscheidungen", "note notes Notiz Notizen", "incident incidents Vorfall Vorfälle", "error errors", "run runs", "compaction compactions",
            "day days Tag Tage Tagen", "week weeks Woche Wochen", "month months Monat Monate", "answer answers", "hour hours Stunde Stunden", "file files", "pull-request pull-requests"])
        {
            var words = line.Split(' ');
            foreach (var word in words)
                s_nouns.TryAdd(word, words[0]);
        }
    }

    /// <param name="behind">The text after the number.</param>
    /// <returns>Null: nothing says.</returns>
    public static string? Of(string behind)
    {
        var isPart = false; // 18 of 42 sessions.
        foreach (Match word in Word().Matches(Stop().Split(behind, 2)[0]).Take(WordsAhead))
        {
            if (s_nouns.TryGetValue(word.Value, out var unit))
                return unit;
            if (char.IsAsciiDigit(word.Value[0]) && !isPart)
                return null;
            isPart |= word.Value is "of" or "von";
        }
        return null;
    }

    public static bool IsUnit(string word) => s_nouns.ContainsKey(word);

    [GeneratedRegex(@"[\p{L}\d-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>What comes behind these is counted by no number before.</summary>
    [GeneratedRegex(@"[.,;:()“”—–]|\b(?:per|and|but|while|in|during|from|to|by|is|was|were|are|je|pro|und|aber|ist|war)\b|\bthe (?:week|month|days?|period)\b|\b(?:this|last) (?:week|month)\b|\b(?:in der|diese) (?:Woche|Vorwoche)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Stop();
}
