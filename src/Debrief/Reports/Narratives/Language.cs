using System.Collections.Frozen;
using System.Globalization;

namespace Debrief.Reports.Narratives;

/// <summary>What of a language the check of a sentence has to know.</summary>
/// <param name="NounsAreCapital">A capital letter says nothing about a name.</param>
/// <param name="Numbers">Words for numbers.</param>
/// <param name="Up">Words that say that something rose, as a regular expression.</param>
/// <param name="Starters">Words that sentences begin with, and that are no names.</param>
sealed record Language(bool NounsAreCapital, NumberFormatInfo Figures, FrozenDictionary<string, int> Numbers, string Up, string Down, string Starters)
{
    /// <summary>The program knows no cultures, so that it is the same on every machine.</summary>
    static readonly NumberFormatInfo s_comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    static readonly Language s_english = new(false, NumberFormatInfo.InvariantInfo, Counted("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty", ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90), ("hundred", 100), ("dozen", 12), ("twice", 2), ("thrice", 3), ("once", 1)),
        @"(?<!\b(?:came|come|comes|coming|turned|showed|ended|set|made) )\bup (?=from|by|on|against|\d)|\b(?:is|was|were|are|went|goes|moved) up\b(?! to)|\b(?:rose|risen|rises|rising|increased?|increases|increasing|grew|grown|grows|climbed|climbs|jumped|higher|gained|doubled|tripled)\b|\bmore\b[^,.;]*\bthan (?:the (?:week|month|day)|last)",
        @"\bdown (?=from|by|on|against|\d)|\b(?:is|was|were|are|went|goes|moved) down\b(?! to)|\b(?:fell|fallen|falls|falling|dropped|drops|dropping|decreased?|decreases|declined|declines|shrank|shrunk|lower|slipped|halved)\b|\b(?:fewer|less)\b[^,.;]*\bthan (?:the (?:week|month|day)|last)",
        "A About Above According Across Add After Again All Allow Almost Along Already Also Although Among An And Another Any Apart Are As Ask At Avoid Away Back Be Because Before Begin Behind Below Beside Besides Best Better Between Beyond Block Book Both Bring Build But By Calls Can Check Close Come Compared Consider Continue Could Cut Decide Despite Do During Each Either End Even Every Everything Expect Few Fewer Finish First Fix For From Get Give Given Go Good Half Hand Has Have Here Hold How However If In Inside Instead Is It Its Just Keep Last Least Leave Less Let Like List Look Looking Make Many Measured Mind Mixed More Most Move Much Name Nearly Next No Nobody None Nor Not Note Nothing Now Of Off On Once One Only Open Or Other Otherwise Out Over Overall Pick Plan Please Put Reach Read Remember Reserve Review Roughly Run Same Say Schedule See Set Several Share She Should Since So Some Something Sometimes Somewhere Spend Start Still Stop Such Take Tell Than That The Their Then There These They Thing Things This Those Three Through Time To Together Too Toward Try Turn Two Under Unlike Until Up Use Using Was Watch We Well Were What When Where Whether Which While Who Why With Within Without Work Worth Would Write Yet You Your Yours");

    static readonly Language s_german = new(true, s_comma, Counted("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig", ("dreißig", 30), ("vierzig", 40), ("fünfzig", 50), ("hundert", 100), ("dutzend", 12), ("zweimal", 2), ("dreimal", 3), ("einmal", 1)),
        @"\b(?:stieg|stiegen|gestiegen|steigt|zugenommen|gewachsen|wuchs|höher|verdoppelt)\b|\bmehr\b[^,.;]*\bals in der (?:Woche|Vorwoche)",
        @"\b(?:sank|sanken|gesunken|sinkt|fiel|fielen|gefallen|abgenommen|niedriger|halbiert)\b|\bweniger\b[^,.;]*\bals in der (?:Woche|Vorwoche)",
        "Aber Alle Am An Auch Auf Bei Das Dein Deine Deinem Deinen Deiner Dem Den Der Des Die Dies Diese Diesen Dieser Dir Du Ein Eine Einem Einen Einer Er Es Fast Für Ganz Ihr Ihre Ihren Im In Jede Jeden Jeder Kein Keine Manche Mehr Mit Nach Noch Nur Sie Und Unter Viele Vier Vom Von Vor Weniger Wenn Wie Wir Zu Zum Zur Zwei Über");

    /// <param name="code">As the profile has it: en, de, fr and so on.</param>
    public static Language Of(string code) => code switch
    {
        _ when code.StartsWith("en", StringComparison.OrdinalIgnoreCase) => s_english,
        _ when code.StartsWith("de", StringComparison.OrdinalIgnoreCase) => s_german,
        _ => s_english with { Figures = HasPoint(code) ? NumberFormatInfo.InvariantInfo : s_comma, Numbers = FrozenDictionary<string, int>.Empty, Up = "(?!)", Down = "(?!)" },
    };

    static bool HasPoint(string code) => code.Split('-')[0].ToLowerInvariant() is "ja" or "zh" or "ko" or "th" or "he" or "hi";

    static FrozenDictionary<string, int> Counted(string fromTwo, params (string Word, int Number)[] more) =>
        fromTwo.Split(' ').Select((word, i) => (word, i + 2)).Concat(more).ToFrozenDictionary(each => each.Item1, each => each.Item2, StringComparer.OrdinalIgnoreCase);
}
