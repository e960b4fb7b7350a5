using System.Collections.Frozen;

namespace Debrief.Reports.Narratives;

/// <summary>The German words that the check of a sentence knows.</summary>
static class German
{
    public static readonly FrozenDictionary<string, int> Numbers =
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".Split(' ').Select((word, i) => (word, i + 2))
        .Concat("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".Split(' ').SelectMany((tens, i) =>
            "ein zwei drei vier fünf sechs sieben acht neun".Split(' ').Select((ones, j) => ($"{ones}und{tens}", (10 * i) + 21 + j)).Prepend((tens, (10 * i) + 20))))
        .Concat([("hundert", 100), ("dutzend", 12), ("einmal", 1), ("zweimal", 2), ("dreimal", 3), ("viermal", 4), ("fünfmal", 5), ("sechsmal", 6), ("siebenmal", 7), ("achtmal", 8), ("neunmal", 9), ("zehnmal", 10)])
        .ToFrozenDictionary(each => each.Item1, each => each.Item2, StringComparer.OrdinalIgnoreCase);

    public const string Up = @"\b(?:stieg|stiegen|gestiegen|steigt|zugenommen|gewachsen|wuchs|höher|verdoppelt\w*|wuchsen|wächst|erhöht\w*|kletter(?:te|ten|t)|geklettert|schnell(?:te|ten) (?:hoch|empor|nach oben|auf)|explodier(?:te|ten|t)|sprang(?:en)?|vermehrt\w*|gesteigert|steiger(?:te|ten)|Anstieg|Zuwachs|Zunahme|zugelegt|hochgeschnellt)\b|\b(?:nahm(?:en)?|nimmt|nehmen|leg(?:te|ten|t|en))\b[^.;]*\bzu(?=\s*(?:[,.;:]|$|um\b|und\b))|\b(?:ging(?:en)?|schoss(?:en)?|geht|gehen)\b[^.;]*\b(?:hoch|nach oben|in die Höhe)\b|\bmehr\b[^,.;]*\bals in der (?:Woche|Vorwoche)";

    public const string Down = @"\b(?:sank|sanken|gesunken|sinkt|fiel|fielen|gefallen|abgenommen|niedriger|geringer|halbiert\w*|verringer\w+|vermindert\w*|reduziert\w*|schrumpf(?:te|ten|t)|geschrumpft|schwand(?:en)?|zurückgegangen|nachgelassen|eingebrochen|abgesackt|rückläufig|Rückgang|Abnahme|sinken)\b|\b(?:nahm(?:en)?|nimmt|nehmen|sack(?:te|ten)|stürz(?:te|ten)|flau(?:te|ten)|kling(?:t|en)|klang(?:en)?)\b[^.;]*\bab(?=\s*(?:[,.;:]|$|um\b|und\b))|\b(?:ging(?:en)?|geht|gehen)\b[^.;]*\b(?:zurück|herunter|runter|nach unten)\b|\b(?:ließ(?:en)?|lässt)\b[^.;]*\bnach(?=\s*(?:[,.;:]|$|und\b))|\b(?:brach(?:en)?|bricht)\b[^.;]*\bein\b|\bweniger\b[^,.;]*\bals in der (?:Woche|Vorwoche)";

    public const string Better = @"\b(?:verbesser\w+|besser|Verbesserung|erhol(?:te|ten|t))\b";

    public const string Worse = @"\b(?:verschlechter\w+|verschlimmer\w+|schlechter|schlimmer|Verschlechterung)\b";

    public const string Steady = @"\b(?:unverändert|gleichgeblieben|(?:blieb|blieben|bleibt|bleiben) (?:bei|gleich|konstant|stabil|unverändert|auf))\b";

    /// <summary>Words that sentences begin with, and that are no names; here also nouns.</summary>
    public const string Starters = """
        Aber Abgebrochen Abgeschlossen Abstimmung Achte Aktive Aktivität Aktuelle Alignment Alle Allein Allerdings Alles Allgemein Als Also Am An Andere Anders Anfang Ansonsten Anteil Arbeit Arbeitszeit Artefakte Auch Auf Aufgaben
        Aufmerksamkeit Aufrufe Ausgaben Ausrichtung Automatisierte Außerdem Bedarf Bei Beiträge Besonders Besser Beziehungen Bisher Bitte Blocke Blockiere Da Dabei Dadurch Dafür Dagegen Daher Damit Danach Daneben Dann Daran Darum Das Dass
        Davon Davor Dazu Dein Deine Deinem Deinen Deiner Dem Den Denk Denn Dennoch Der Derzeit Des Deshalb Deutlich Die Dienstag Dies Diese Diesen Dieser Dir Doch Donnerstag Dort Du Durch Eher Eigentlich Ein Eine Einem Einen Einer Einige
        Einzig Er Erfreulich Erfreulicherweise Ergebnisse Erledigt Erneut Erst Erstmals Erwähnungen Es Etwa Etwas Euer Fang Fast Fehler Fehlgeschlagen Fehlgeschlagene Fehlschläge Ferner Fokus Folglich Fortschritt Freitag Für Gab Ganz
        Ganze Gegenüber Genau Gerade Gespräche Gib Gleich Gleichzeitig Glücklicherweise Gut Halte Hast Hat Hattest Hier Hingegen Hinter Häufig Höchstens Ich Ihr Ihre Ihren Im Immer Immerhin In Indem Insgesamt Interessant
        Interessanterweise Ist Jede Jeden Jeder Jedes Jedoch Jetzt Kaum Kein Keine Keinen Keiner Keines Knapp Konkret Kontakt Kontakte Kosten Kurskorrekturen Kurz Lass Lasse Lediglich Leg Leichter Leider Lies Mach Man Manche Mehr Mehrere
        Meist Meistens Menschen Mindestens Missverständnisse Mit Mittwoch Montag Nach Nachdem Nachrichten Natürlich Neben Nichts Nie Niemand Nimm Nirgends Noch Notizen Nun Nur Nutze Nächste Nämlich Ob Obwohl Oder Offenbar Oft Ohne
        Outreach Personen Plane Priorität Prioritäten Prüfe Reibung Rund Samstag Schau Schleifen Schon Schreib Schreibe Sehr Sein Seine Seit Selbst Setz Setze Sie Sind Sitzungen Skills So Sobald Sogar Somit Sonntag Sonst Sorge Sowohl
        Spare Starte Statt Stattdessen Tatsächlich Tokens Trotz Trotzdem Um Und Ungefähr Unter Unverändert Vermutlich Versuch Versuche Viele Vielleicht Vielmehr Vier Vom Von Vor Vorfälle Vorher War Warum Was Wegen Weil Weitere Welche
        Wenige Weniger Wenn Wer Werkzeugaufrufe Werkzeuge Wie Wieder Wiederholungsschleifen Wiederum Wir Wird Wo Wobei Woche Wurde Wurden Während Zeit Ziel Ziele Zu Zudem Zugleich Zuletzt Zum Zunächst Zur Zuvor Zwar Zwei Zwischen Über
        Überlege Überraschend Überwiegend
        """;
}
