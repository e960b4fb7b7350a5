using System.Globalization;
using System.Text.RegularExpressions;

namespace Debrief.Reports.Narratives;

/// <summary>Finds the numbers of a text, however they are written: 42, forty, a dozen, 68 %, half, 1.2M, 11 h 20 m, $4.10, no session, nobody.</summary>
/// <param name="ofFact">The text is a fact's: what is a whole there is one.</param>
sealed partial class Quantities(Language language, bool ofFact = false)
{
    /// <summary>Zero of whatever the sentence is about, as its figure: nobody, never.</summary>
    const string NotOnce = "00";

    /// <param name="text">Without quotes, commands and dates.</param>
    public IReadOnlyList<Quantity> In(string text)
    {
        // Each figure as long as its word, so that everything else stays where it is.
        var digits = Zero().Replace(Fraction().Replace(text, match => FractionAsFigure(match).PadRight(match.Length)), match => $"0 {match.Groups["noun"].Value}".PadRight(match.Length));
        digits = Nobody().Replace(digits, match => NotOnce.PadRight(match.Length));
        digits = Compound().Replace(digits, match => CompoundAsFigure(match).PadRight(match.Length));
        digits = OneThing().Replace(Letters().Replace(digits, word => AsFigure(word).PadRight(word.Length)), one => Units.IsUnit(one.Groups["noun"].Value) ? $"1 {one.Groups["rest"].Value}".PadLeft(one.Length) : one.Value);
        return [.. Number().Matches(digits).Select(match => Of(match, digits)).OfType<Quantity>()];
    }

    Quantity? Of(Match match, string text)
    {
        var (before, behind) = (text[..match.Index], text[(match.Index + match.Length)..]);
        if (Counted(match, behind) is not var (value, unit))
            return null;
        return new(value, unit, match.Index, Earlier().IsMatch(before) || Before().IsMatch(behind) || (Von().IsMatch(before) && Auf().IsMatch(behind)))
        {
            IsWhole = ofFact ? Wholes.Is(before, behind) : Wholes.MayBe(before, behind),
            Per = Rates.Of(behind),
            Labels = Labels.Around(text, match.Index, match.Index + match.Length),
        };
    }

    (decimal Value, string? Unit)? Counted(Match match, string behind)
    {
        if (match.Groups["h"].Success || match.Groups["m"].Success)
            return (60 * Parsed(match, "h") + Parsed(match, "m"), "minute");
        if (match.Groups["usd"].Success)
            return (Parsed(match, "usd"), "dollar");
        if (!TryParse(match.Groups["n"].Value, out var number))
            return null;
        if (match.Groups["n"].Value == NotOnce)
            return (0, null);
        return match.Groups["percent"].Success ? (number, "percent") : (number * Scale(match.Groups["scale"].Value), Units.Of(behind, language.NounsAreCapital));
    }

    decimal Parsed(Match match, string group) => TryParse(match.Groups[group].Value, out var number) ? number : 0;

    bool TryParse(string figures, out decimal number) => decimal.TryParse(figures, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, language.Figures, out number);

    string AsFigure(Match word) => language.Numbers.TryGetValue(word.Value, out var number) ? number.ToString(CultureInfo.InvariantCulture) : word.Value;

    /// <summary>forty-two.</summary>
    string CompoundAsFigure(Match match) =>
        language.Numbers.TryGetValue(match.Groups["tens"].Value, out var tens) && tens is >= 20 and <= 90 && (match.Groups["ones"].Value.Equals("one", StringComparison.OrdinalIgnoreCase) ? 1 : language.Numbers.GetValueOrDefault(match.Groups["ones"].Value)) is > 0 and < 10 and var ones
            ? (tens + ones).ToString(CultureInfo.InvariantCulture)
            : match.Value;

    static string FractionAsFigure(Match match) => match.Value.ToUpperInvariant() switch
    {
        "HALF" or "DIE HÄLFTE" or "HÄLFTE" => "50 %",
        "A THIRD" or "ONE THIRD" or "EIN DRITTEL" => "33 %",
        "TWO THIRDS" or "TWO-THIRDS" or "ZWEI DRITTEL" => "67 %",
        "A QUARTER" or "ONE QUARTER" or "EIN VIERTEL" => "25 %",
        _ => "75 %",
    };

    static decimal Scale(string scale) => scale switch
    {
        "k" or "K" or "thousand" => 1e3m,
        "M" or "million" or "Millionen" or "Mio" => 1e6m,
        "B" or "billion" or "Milliarden" => 1e9m,
        _ => 1,
    };

    [GeneratedRegex(@"\bhalf\b(?! an?\b)|\ba third\b|\bone third\b|\btwo[ -]thirds\b|\ba quarter\b|\bone quarter\b|\bthree[ -]quarters\b|\bdie Hälfte\b|\bHälfte\b|\bein Drittel\b|\bzwei Drittel\b|\bein Viertel\b|\bdrei Viertel\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\b(?:no|zero|not a single|none of (?:your|the)|not one|keine?n?)(?: (?!more\b|less\b|longer\b)[\p{L}-]+)?? (?<noun>sessions?|messages?|commits?|artifacts?|tasks?|corrections?|(?:retry )?loops?|calls?|people|person|contacts?|decisions?|notes?|incidents?|errors?|compactions?|Sitzung(?:en)?|Korrektur(?:en)?|Fehler)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Zero();

    /// <summary>Each of these says that something didn't happen once.</summary>
    [GeneratedRegex(@"\b(?:nobody|no one|none|never|nothing(?! new\b| else\b| changed\b)|niemand(?:e[mn])?|nie|niemals|nichts|keine[rsn]?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nobody();

    [GeneratedRegex(@"(?<![\p{L}\d'-])[\p{L}]+(?![\p{L}\d'])", RegexOptions.CultureInvariant)]
    private static partial Regex Letters();

    [GeneratedRegex(@"\b(?:one|a single|just one|eine[rn]?)\b (?<rest>(?:[\p{L}-]+ ){0,2}?(?<noun>[\p{L}]+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneThing();

    [GeneratedRegex("""
        (?<![\p{L}\d])(?<h>\d+)[ ]?(?:h|hours?|hrs?|Stunden?)\b(?:,?[ ](?:and[ ]|und[ ])?(?<m>\d+)[ ]?(?:m|min|mins|minutes?|Minuten?)\b)?
        | (?<![\p{L}\d])(?<m>\d+)[ ]?(?:m|min|mins|minutes?|Minuten?)\b
        | \$[ ]?(?<usd>\d+(?:[.,]\d+)*)
        | (?<usd>\d+(?:[.,]\d+)*)[ ]?(?:dollars?|USD|Dollar)\b
        | (?<![\p{L}\d])(?<n>\d+(?:[.,]\d+)*)[ ]?(?:(?<percent>%|percent\b|per[ ]cent\b|Prozent\b)|(?<scale>[kKMB]\b|thousand\b|million\b|billion\b|Millionen\b|Mio\b|Milliarden\b))?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>In front of a number of the period before, or of its part.</summary>
    [GeneratedRegex(@"\b(?:(?<!\b(?:came|come|comes|stems?|stemmed|results?|resulted) )from|after|against|versus|vs|than|compared (?:with|to)|gegenüber|statt|nach|vorher|zuvor|davor|Vorwoche)(?: (?:the|only|just|about|a|nur|den))?[ $]*(?:\d+(?:[.,]\d+)*\s+(?:of|von)\s+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Earlier();

    [GeneratedRegex(@"\bvon [$ ]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Von();

    [GeneratedRegex(@"^[^,.;\d]{0,20}\bauf [$ ]*\d", RegexOptions.CultureInvariant)]
    private static partial Regex Auf();

    [GeneratedRegex(@"\b(?<tens>\p{L}+)-(?<ones>\p{L}+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Compound();

    /// <summary>Behind one.</summary>
    [GeneratedRegex(@"^[^,.;\d]{0,40}?(?:\b(?:week|month|day|days|period) (?:before|earlier)|\bbefore\b|\blast (?:week|month)|\bin der (?:Vorwoche|Woche davor)|\bzuvor\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Before();
}
