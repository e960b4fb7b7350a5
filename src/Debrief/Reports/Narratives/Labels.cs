using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>What became of that which a number counts: 31 tasks finished, 4 abandoned. In a sentence as in a fact, the word stands in the same clause as its number.</summary>
static partial class Labels
{
    /// <summary>Words that are also said of much else, and mean nothing where the fact has no such word.</summary>
    static readonly HashSet<string> s_weak = ["used", "ran"];

    static readonly (string Label, Regex Words)[] s_labels =
    [
        ("finished", Made("finish(?:ed)?|completed?|wrapped up|closed|abgeschlossen|erledigt|beendet")),
        ("abandoned", Made("abandon(?:ed)?|gave up|given up|abgebrochen|aufgegeben")),
        ("failed", Made(@"fail(?:ed|s|ing)?|fehlgeschlagene?[nrs]?|scheiter(?:te|ten|n)|gescheitert|schlug(?:en)?\b[^,;]*\bfehl")),
        ("aligned", Made(@"aligned|passt(?:e|en)?\b[^,;]*\bzu|passen\b[^,;]*\bzu")),
        ("supportive", Made("supportive")),
        ("neutral", Made("neutral")),
        ("drift", Made("drift(?:ed|s|ing)?")),
        ("missed", Made("miss(?:ed|es|ing)?|verpasst|fehlte[n]?|versäumt")),
        ("yours", Made("by you|(?:began|begun|started) with you|you (?:began|begun|initiated|approached)|(?:reach(?:ed)?|reaching) out|proactive(?:ly)?|von dir aus|proaktiv")),
        ("fully", Made("fully|vollständig")),
        ("mostly", Made("mostly|größtenteils")),
        ("partially", Made("partially|partly|teilweise")),
        ("used", Made("used?|using|benutzt|genutzt|verwendet")),
        ("ran", Made("r[ua]ns?|lief(?:en)?|gelaufen")),
    ];

    /// <summary>Of the clause that a number stands in.</summary>
    public static IReadOnlyList<string> Around(string text, int at, int end)
    {
        var from = Break().Matches(text[..at]) is [.., var last] ? last.Index + last.Length : 0;
        var to = Break().Match(text, end) is { Success: true } next ? next.Index : text.Length;
        return Of(text[from..to]);
    }

    public static IReadOnlyList<string> Of(string clause) => [.. s_labels.Where(each => each.Words.IsMatch(clause)).Select(each => each.Label)];

    /// <summary>Nothing that the sentence says of its number is said in the fact of another one only, or of none.</summary>
    public static bool Agree(IReadOnlyList<string> said, IReadOnlyList<string> known) =>
        said.Count == 0 || said.Intersect(known).Any() || (known.Count == 0 && said.All(s_weak.Contains));

    static Regex Made(string words) => new($@"\b(?:{words})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"[;:—–]|,\s|\b(?:and|but|while|whereas|und|aber|während)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Break();
}
