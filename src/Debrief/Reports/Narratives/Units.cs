using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>What a number counts, by the noun behind it.</summary>
static partial class Units
{
    /// <summary>"came up 7 times": may count whatever happens.</summary>
    public const string Times = "times";

    const int WordsAhead = 7, NounsAhead = 3;

    static readonly Dictionary<string, string> s_nouns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words with an s behind a number that are no nouns.</summary>
    static readonly HashSet<string> s_noPlurals = [.. "does goes gets comes makes means needs shows leads takes stays sits stands says tells gives leaves remains follows counts adds across always perhaps besides towards afterwards versus yours ours hers theirs whereas sometimes unless".Split(' ')];

    static Units()
    {
        foreach (var line in (string[])["session sessions Sitzung Sitzungen", "message messages Nachricht Nachrichten", "token tokens", "commit commits", "artifact artifacts artefact artefacts Artefakt Artefakte", "task tasks Aufgabe Aufgaben",
            "correction corrections Korrektur Korrekturen", "loop loops Schleife Schleifen", "call calls Aufruf Aufrufe Aufrufen", "person people persons contact contacts Person Personen Kontakt Kontakte Kontakten", "mention mentions Erwähnung Erwähnungen",
            "point points Punkt Punkte Prozentpunkte", "skill skills", "decision decisions Entscheidung Entscheidungen", "note notes Notiz Notizen", "incident incidents Vorfall Vorfälle", "error errors Fehler Fehlern", "run runs Lauf Läufe Läufen", "compaction compactions",
            "day days Tag Tage Tagen", "week weeks Woche Wochen", "month months Monat Monate Monaten", "answer answers Antwort Antworten", "hour hours Stunde Stunden", "minute minutes Minute Minuten", "file files Datei Dateien",
            "pull-request pull-requests", "priority priorities Priorität Prioritäten", $"{Times} time Mal Male Malen"])
        {
            var words = line.Split(' ');
            foreach (var word in words)
                s_nouns.TryAdd(word, words[0]);
        }
    }

    /// <param name="behind">The text after the number.</param>
    /// <param name="nounsAreCapital">As in German; elsewhere a noun behind a number is known by its s.</param>
    /// <returns>session, call and so on; a noun that is none of these, without its s; null: nothing says.</returns>
    public static string? Of(string behind, bool nounsAreCapital)
    {
        var (isPart, isClose) = (false, true); // 18 of 42 sessions.
        foreach (var (i, word) in Word().Matches(Stop().Split(behind, 2)[0]).Take(WordsAhead).Index())
        {
            if ((nounsAreCapital ? Compound(word.Value) : Named(word.Value)) is { } unit)
                return unit;
            if (char.IsAsciiDigit(word.Value[0]) && !isPart)
                return null;
            isPart |= word.Value is "of" or "von" or "der" or "deiner";
            if (isClose && i < NounsAhead && (nounsAreCapital ? char.IsUpper(word.Value[0]) : IsPlural(word.Value)))
                return word.Value.ToLowerInvariant().TrimEnd('s');
            isClose &= !nounsAreCapital || Inflected().IsMatch(word.Value);
        }
        return null;
    }

    /// <summary>Kurskorrekturen are Korrekturen.</summary>
    static string? Compound(string noun) => Named(noun) ?? (char.IsUpper(noun[0]) ? s_nouns.Where(each => each.Key.Length > 3 && noun.EndsWith(each.Key, StringComparison.OrdinalIgnoreCase)).Select(each => each.Value).FirstOrDefault() : null);

    /// <returns>Null: it is no unit.</returns>
    public static string? Named(string noun) => s_nouns.GetValueOrDefault(noun);

    public static bool IsUnit(string word) => s_nouns.ContainsKey(word);

    static bool IsPlural(string word) => word.Length > 3 && char.IsLower(word[0]) && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') && !s_noPlurals.Contains(word);

    /// <summary>An adjective between a German number and its noun.</summary>
    [GeneratedRegex(@"^\p{Ll}+(?:e|en|er|es)$", RegexOptions.CultureInvariant)]
    private static partial Regex Inflected();

    [GeneratedRegex(@"[\p{L}\d-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>What comes behind these is counted by no number before.</summary>
    [GeneratedRegex(@"[.,;:()“”—–]|\b(?:per|and|but|while|in|during|from|to|by|is|was|were|are|je|pro|und|aber|ist|war)\b|\bthe (?:week|month|days?|period)\b|\b(?:this|last) (?:week|month)\b|\b(?:in der|diese) (?:Woche|Vorwoche)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Stop();
}
